from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PiecesConfig(AppConfig):
    name = "pages.pieces"
    label = "pieces"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Reusable pieces")

    def ready(self) -> None:
        from pages.pieces import signals

        signals.connect()
