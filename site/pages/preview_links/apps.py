from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PreviewLinksConfig(AppConfig):
    name = "pages.preview_links"
    label = "preview_links"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Preview links")
