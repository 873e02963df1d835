from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class NewsletterConfig(AppConfig):
    name = "newsletter"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = pgettext_lazy("newsletter", "Newsletter")

    def ready(self) -> None:
        from newsletter import checks, receivers  # noqa: F401 - they register themselves

        receivers.connect()
