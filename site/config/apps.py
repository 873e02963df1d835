from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConfigConfig(AppConfig):
    name = "config"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Configuration")

    def ready(self) -> None:
        from config import checks  # noqa: F401 - registers itself
        from config.wagtail_apps import import_interface

        import_interface()
