from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FiguresConfig(AppConfig):
    name = "pages.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Figures of the site")

    def ready(self) -> None:
        from wagtail.documents.models import document_served

        from cms.conversions import converted
        from cms.views_seen import watch_views
        from pages.figures import counting

        watch_views(counting.watcher)
        converted.connect(counting.note_conversion, dispatch_uid="figures")
        document_served.connect(counting.note_document, dispatch_uid="figures")
