from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "intake"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Public forms")

    def ready(self) -> None:
        from consent import limits
        from intake.human_check import count_for

        limits.set_counter(count_for)
