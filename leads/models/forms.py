"""Contact forms as marketing sets them up, and the page that shows one."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import TranslatableMixin

from cms.blocks.base import INLINE_FEATURES
from cms.freshness.memory import remembered_for
from cms.models import BasePage
from intake.professional_email import EmailPolicy
from leads.blocks import RecipientBlock, SubjectBlock

# How soon we answer is worked out so often at most.
MEASURED_EVERY = timedelta(hours=1)
LIST_FEATURES = [*INLINE_FEATURES, "ul", "ol"]


class ContactForm(TranslatableMixin, models.Model):
    """A variant of the contact form. Each language has its own texts, subjects and recipients."""

    name = models.CharField(
        _("name"), max_length=80, help_text=_("For colleagues and reports: “Demonstration”.")
    )
    subjects = StreamField(
        [("subject", SubjectBlock())],
        verbose_name=_("subjects"),
        blank=True,
        help_text=_("With two or more, the visitor chooses one."),
    )
    recipients = StreamField(
        [("recipient", RecipientBlock())],
        verbose_name=_("addresses that are told"),
        blank=True,
        help_text=_("They get a reference and a link, never the message."),
    )
    email_policy = models.CharField(
        _("private addresses"),
        max_length=10,
        choices=EmailPolicy.choices,
        default=EmailPolicy.ADVISE,
    )
    asks_company = models.BooleanField(_("ask for the company"), default=True)
    offers_newsletter = models.BooleanField(_("offer the newsletter (unticked box)"), default=True)
    submit_label = models.CharField(_("text of the button"), max_length=60, blank=True)
    next_steps = RichTextField(
        _("what happens next"),
        features=LIST_FEATURES,
        blank=True,
        help_text=_("Beside the form. How soon is added from what was measured."),
    )
    thanks_title = models.CharField(_("title of the thanks"), max_length=120, blank=True)
    thanks_text = RichTextField(_("text of the thanks"), features=LIST_FEATURES, blank=True)

    panels = [
        FieldPanel("name"),
        MultiFieldPanel(
            [FieldPanel("subjects"), FieldPanel("recipients")], heading=_("Who is told of what")
        ),
        MultiFieldPanel(
            [
                FieldPanel("email_policy"),
                FieldPanel("asks_company"),
                FieldPanel("offers_newsletter"),
                FieldPanel("submit_label"),
            ],
            heading=_("Fields"),
        ),
        FieldPanel("next_steps"),
        MultiFieldPanel(
            [FieldPanel("thanks_title"), FieldPanel("thanks_text")], heading=_("Thanks")
        ),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("contact form")
        verbose_name_plural = _("contact forms")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What reports and routing call it; the same in both languages."""
        return str(self.translation_key)

    def subject_choices(self) -> list[tuple[str, str]]:
        """The subjects as (key, label); a key outlives a change of its label."""
        return [(str(one.id), str(one.value["label"])) for one in self.subjects]

    def recipients_for(self, subject_key: str) -> list[str]:
        """The addresses that are told of a message on this subject, each once, in order."""
        for one in self.subjects:
            if str(one.id) == subject_key and one.value["recipients"]:
                return list(dict.fromkeys(one.value["recipients"]))
        return list(dict.fromkeys(one.value for one in self.recipients))


class ContactPage(RoutablePageMixin, BasePage):
    """A page for one contact form."""

    form_activity = "contact"

    summary = models.TextField(_("summary"), max_length=320, blank=True)
    form = models.ForeignKey(
        ContactForm,
        verbose_name=_("form"),
        null=True,
        on_delete=models.PROTECT,
        related_name="pages",
    )

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("form")]
    subpage_types: list[str] = []
    template = "leads/contact_page.html"
    page_description = _("A contact form with what happens next beside it")

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    @path("")
    def ask(self, request: HttpRequest) -> HttpResponse:
        """The form, or what is wrong in it."""
        from leads.contact import answer_contact_form

        if self.form is None:
            return TemplateResponse(request, self.template, self.get_context(request))
        return answer_contact_form(
            request, self.form, template=self.template, context=self.get_context(request)
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from leads.queries import answer_time

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        measured = remembered_for("leads.answer_time", MEASURED_EVERY, answer_time)
        return {**context, "contact_form": self.form, "answer_time": measured}
