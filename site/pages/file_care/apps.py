from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FileCareConfig(AppConfig):
    name = "pages.file_care"
    label = "file_care"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Images and files")

    def ready(self) -> None:
        from pages.file_care import signals

        signals.connect()
