"""Pages about personal data that marketing and the DPO edit."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField

from cms.blocks.base import INLINE_FEATURES
from cms.models import BasePage
from intake.evidence import Evidence
from intake.handling import handle_form
from intake.notices import notice_under
from policy.forms import YourDataForm
from privacy.rights.services import open_request


class YourDataPage(RoutablePageMixin, BasePage):
    """« Vos données »: where a person asks what is held about them, without an account."""

    form_activity = "rights"

    summary = models.TextField(pgettext_lazy("policy", "summary"), max_length=320, blank=True)
    introduction = RichTextField(
        _("text above the form"), features=[*INLINE_FEATURES, "h2", "ul", "ol"], blank=True
    )

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("introduction")]
    subpage_types: list[str] = []
    template = "policy/your_data_page.html"
    page_description = _("The form by which a person asks for their data")

    class Meta:
        verbose_name = _("your data page")
        verbose_name_plural = _("your data pages")

    @path("")
    def ask(self, request: HttpRequest) -> HttpResponse:
        """The form; its answer is the same whether or not the address is known."""

        def render(context: Any) -> HttpResponse:
            notice = notice_under(YourDataForm.activity)
            return TemplateResponse(
                request, self.template, {**self.get_context(request), "notice": notice, **context}
            )

        def submit(form: YourDataForm, evidence: Evidence) -> str:
            open_request(
                email=form.cleaned_data["email"],
                language=self.locale.language_code,
                notice=evidence.notice,
            )
            return f"{self.url}{self.reverse_subpage('received')}"

        return handle_form(
            request, form_class=YourDataForm, render=render, submit=submit, holds=False
        )

    @path("confirmation/", name="received")
    def received(self, request: HttpRequest) -> HttpResponse:
        """What happens next. The same page for everyone; safe to reload."""
        return TemplateResponse(
            request, "policy/your_data_received.html", self.get_context(request)
        )
