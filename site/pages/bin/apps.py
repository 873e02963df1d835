from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BinConfig(AppConfig):
    name = "pages.bin"
    label = "bin"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Bin")
