from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "privacy"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Privacy")

    def ready(self) -> None:
        from . import checks, registry, words, words_read  # noqa: F401  (the checks register themselves)

        registry.discover()
        post_migrate.connect(words.keep_indexes, sender=self, dispatch_uid="privacy.words")
        connection_created.connect(words_read.teach, dispatch_uid="privacy.words_read")
