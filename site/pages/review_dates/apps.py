from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewDatesConfig(AppConfig):
    name = "pages.review_dates"
    label = "review_dates"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Review dates")

    def ready(self) -> None:
        from pages.review_dates import signals

        signals.connect()
