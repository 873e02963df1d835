from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "careers.applications"
    label = "applications"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Applications")

    def ready(self) -> None:
        from careers import forms_slot
        from careers.applications import clock, queries, receivers  # noqa: F401 - receivers connect
        from careers.applications.candidate.form import handle

        forms_slot.set_application_form(handle)
        forms_slot.set_unanswered(
            forms_slot.Unanswered(count=queries.count_unanswered, draft_url=queries.draft_url)
        )
        forms_slot.set_first_answer(queries.median_first_answer)
        forms_slot.set_erasure(clock.erasure_of_one_arriving)
        forms_slot.set_referrals(queries.count_referred)
