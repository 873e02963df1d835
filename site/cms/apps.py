from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Site")

    def ready(self) -> None:
        from cms import translated_relations
        from cms.freshness import changes
        from cms.missing_paths import signals as missing_paths
        from cms.publishing import built_in, gate
        from cms.redirects import signals as redirects
        from cms.renditions import signals as renditions
        from cms.seo import publication  # noqa: F401 - connects its receivers

        built_in.register()
        gate.connect()
        changes.start()
        missing_paths.connect()
        redirects.connect()
        renditions.connect()
        translated_relations.connect()
