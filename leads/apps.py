from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadsConfig(AppConfig):
    name = "leads"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Leads")

    def ready(self) -> None:
        from leads import receivers  # noqa: F401 - they connect themselves
