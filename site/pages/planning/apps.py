from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "pages.planning"
    label = "planning"
    verbose_name = _("Calendar")

    def ready(self) -> None:
        from cms.dates import register_dates
        from pages.planning import page_dates

        register_dates(page_dates.SOURCE)
