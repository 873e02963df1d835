from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PageTemplatesConfig(AppConfig):
    name = "pages.page_templates"
    label = "page_templates"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Page templates")
