from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "consent"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Consent")

    def ready(self) -> None:
        from consent import catalogue, signals  # noqa: F401 - both register themselves

        autodiscover_modules("trackers")
