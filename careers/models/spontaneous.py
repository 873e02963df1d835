"""Applying without an offer."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from careers.forms_slot import application_form
from careers.models.section import SectionMixin
from cms.blocks.base import INLINE_FEATURES
from cms.models import BasePage


class SpontaneousApplicationPage(SectionMixin, BasePage):
    """An application to nobody's offer. No job, so no job markup and no place in the feeds."""

    form_activity = "recruitment"

    summary = models.TextField(
        pgettext_lazy("careers", "summary"),
        max_length=320,
        blank=True,
        help_text=_("Two sentences under the title."),
    )
    introduction = RichTextField(
        _("text above the form"), features=[*INLINE_FEATURES, "h2", "ul", "ol"], blank=True
    )
    answer_within = models.PositiveSmallIntegerField(
        _("days until an answer"), default=10, help_text=_("Promised on the page; working days.")
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("introduction"),
        FieldPanel("answer_within"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("introduction"),
    ]
    parent_page_types = ["careers.CareersPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "careers/spontaneous_application_page.html"
    page_description = _("The form for an application without an offer")

    class Meta:
        verbose_name = _("spontaneous application page")
        verbose_name_plural = _("spontaneous application pages")

    @property
    def is_open(self) -> bool:
        return bool(self.live)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from careers.wording import erasure_date, working_days

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["answer_promise"] = working_days(self.answer_within)
        context["erasure_date"] = erasure_date()
        return context

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        handler = application_form()
        if handler is not None:
            return handler(self, request)
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        return response
