from django.apps import AppConfig, apps
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "consent"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Consent")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from consent import catalogue, checks, signals  # noqa: F401 - they register themselves

        autodiscover_modules("trackers")
        # The last app to be migrated: by then the library's tables exist.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(signals.migrated, sender=last, dispatch_uid="consent.keep_in_step")
