from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Site")

    def ready(self) -> None:
        from cms.renditions import signals
        from cms.seo import publication  # noqa: F401 - connects its receivers

        signals.connect()
