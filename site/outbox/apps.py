from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "outbox"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Outbox")

    def ready(self) -> None:
        from outbox import channels, checks, schedule  # noqa: F401 - checks register themselves

        channels.discover()
        schedule.discover()
