"""The page where people subscribe, and the issues below it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.blocks.base import INLINE_FEATURES
from cms.models import BasePage
from intake.evidence import Evidence
from intake.handling import handle_form
from intake.origin import campaign_of, origin_of
from newsletter.blocks import IssueBlock
from newsletter.models.subscribers import Topic


class NewsletterPage(RoutablePageMixin, BasePage):
    """« La lettre »: the form, what to expect, and the issues that went out."""

    form_activity = "newsletter"

    summary = models.TextField(pgettext_lazy("newsletter", "summary"), max_length=320, blank=True)
    introduction = RichTextField(
        _("text beside the form"), features=[*INLINE_FEATURES, "h2", "ul", "ol"], blank=True
    )

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("introduction")]
    search_fields = [*BasePage.search_fields, index.SearchField("summary")]
    subpage_types = ["newsletter.IssuePage"]
    template = "newsletter/newsletter_page.html"
    page_description = _("The form to subscribe, and the archive of the issues")

    class Meta:
        verbose_name = _("newsletter page")
        verbose_name_plural = _("newsletter pages")

    def issues(self) -> Any:
        """The issues that can be read on the site, newest first."""
        return IssuePage.objects.live().child_of(self).order_by("-first_published_at", "-pk")

    @path("")
    def subscribe(self, request: HttpRequest) -> HttpResponse:
        """The form. Its answer is the same for every address."""
        from intake.notices import notice_under
        from intake.verdicts import hold
        from newsletter.forms import SignUpForm
        from newsletter.notice import ACTIVITY
        from newsletter.services import ask

        def render(context: Any) -> HttpResponse:
            return TemplateResponse(
                request,
                self.template,
                {**self.get_context(request), "notice": notice_under(ACTIVITY), **context},
            )

        def submit(form: SignUpForm, evidence: Evidence) -> str:
            asked = ask(
                email=form.cleaned_data["email"],
                language=self.locale.language_code,
                wording=form.wording,
                version=evidence.notice,
                page=form.page_of(evidence),
                campaign=campaign_of(origin_of(request, form.cleaned_data["origin"])),
                quarantined=evidence.quarantine,
            )
            hold(asked, evidence)
            return f"{self.url}{self.reverse_subpage('received')}"

        return handle_form(request, form_class=SignUpForm, render=render, submit=submit)

    @path("confirmation/", name="received")
    def received(self, request: HttpRequest) -> HttpResponse:
        """What happens next. The same page for everyone; safe to reload."""
        return TemplateResponse(request, "newsletter/received.html", self.get_context(request))


class IssuePage(BasePage):
    """One issue: a mail, and once it was sent a page of the archive."""

    subject = models.CharField(
        _("subject of the mail"),
        max_length=120,
        help_text=_("About fifty characters are shown on a phone."),
    )
    preheader = models.CharField(
        _("preview text"),
        max_length=150,
        blank=True,
        help_text=_("What inboxes show beside the subject."),
    )
    topic = models.ForeignKey(
        Topic,
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="issues",
        help_text=_("Only those who chose it get this issue. Without one, everybody does."),
    )
    body = StreamField(IssueBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("subject"), FieldPanel("preheader"), FieldPanel("topic")],
            heading=_("The mail"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields = [
        TranslatableField("subject"),
        TranslatableField("preheader"),
        SynchronizedField("topic"),
    ]
    parent_page_types = ["newsletter.NewsletterPage"]
    subpage_types: list[str] = []
    template = "newsletter/issue_page.html"
    page_description = _("A mail to the subscribers, which becomes a page of the archive")

    class Meta:
        verbose_name = _("newsletter issue")
        verbose_name_plural = _("newsletter issues")

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [
            ("mail", _("Mail")),
            ("dark", _("Mail, dark")),
            ("text", _("Mail, text part")),
            ("", _("Page of the archive")),
        ]

    @property
    def default_preview_mode(self) -> str:
        return "mail"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if not mode_name:
            response: HttpResponse = super().serve_preview(request, mode_name)
            return response
        from newsletter.previewing import preview

        return preview(self, request, mode_name)


class SendingState(models.TextChoices):
    """How far an issue is on its way."""

    WAITING = "waiting", _("being prepared")
    SCHEDULED = "scheduled", _("scheduled")
    SENDING = "sending", _("being sent")
    SENT = "sent", pgettext_lazy("newsletter", "sent")
    CANCELLED = "cancelled", _("called back")
    FAILED = "failed", _("failed")


class Sending(models.Model):
    """An issue on its way: its words as they were when somebody pressed the button."""

    issue = models.ForeignKey(IssuePage, on_delete=models.CASCADE, related_name="sendings")
    revision = models.PositiveBigIntegerField(_("version of the page"), null=True, editable=False)
    subject = models.CharField(_("subject of the mail"), max_length=120)
    preheader = models.CharField(_("preview text"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    topic = models.CharField(_("tag of the topic"), max_length=40, blank=True)
    html = models.TextField(editable=False)
    text = models.TextField(editable=False)
    send_at = models.DateTimeField(_("to be sent on"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=SendingState.choices, default=SendingState.WAITING
    )

    class Meta:
        verbose_name = _("sending")
        verbose_name_plural = _("sendings")
        ordering = ["-asked_at"]
        default_permissions = ()
        permissions = [("send_issue", _("Send an issue of the newsletter"))]

    def __str__(self) -> str:
        return f"Sending {self.pk}"


class Part(models.Model):
    """One campaign of a sending. Mailchimp counts opens per campaign, so those who agreed to be
    counted get one campaign and the others another.
    """

    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="parts")
    tracked = models.BooleanField(_("opens and clicks are counted"))
    campaign = models.CharField(_("campaign at Mailchimp"), max_length=40, blank=True)
    status = models.CharField(_("state at Mailchimp"), max_length=20, blank=True)
    sent = models.PositiveIntegerField(pgettext_lazy("newsletter", "sent"), default=0)
    bounced = models.PositiveIntegerField(_("came back"), default=0)
    unsubscribed = models.PositiveIntegerField(_("unsubscribed"), default=0)
    opened = models.PositiveIntegerField(_("opened"), default=0)
    clicked = models.PositiveIntegerField(_("clicked"), default=0)
    reported_at = models.DateTimeField(_("figures of"), null=True, blank=True)

    class Meta:
        verbose_name = _("part of a sending")
        verbose_name_plural = _("parts of sendings")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["sending", "tracked"], name="newsletter_part_once")
        ]

    def __str__(self) -> str:
        return f"Part {self.pk}"
