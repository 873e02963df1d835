"""A job offer."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelsearch import index
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Revision
from wagtail_localize.fields import SynchronizedField

from careers import forms_slot
from careers.blocks import CriterionBlock, QuestionBlock, RecruitmentStepBlock
from careers.models.employment import TermsMixin
from careers.models.panels import OFFER_PANELS
from careers.models.section import SectionMixin
from careers.publication.forms import OfferForm
from careers.terms import QuestionKind
from cms.models import BasePage


@dataclass(frozen=True)
class Criterion:
    """A published criterion. `id` stays when it is reworded, moved or translated."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Question:
    """A question of the offer's own; `id` as for a criterion, `kind` one of QuestionKind."""

    id: str
    text: str
    purpose: str
    kind: str
    choices: tuple[str, ...]
    required: bool


class OfferPage(SectionMixin, TermsMixin, BasePage):
    """One offer in one language; its twin in the other language is the same offer."""

    form_activity = "recruitment"

    summary = models.TextField(
        pgettext_lazy("careers", "summary"),
        max_length=320,
        blank=True,
        help_text=_("Two sentences under the title; also shown in lists and feeds."),
    )
    is_example = models.BooleanField(
        _("example"),
        default=False,
        help_text=_(
            "Shows what an offer looks like; the page says so and takes no place in feeds."
        ),
    )
    description = RichTextField(
        _("the work"),
        blank=True,
        features=["h3", "bold", "italic", "ul", "ol", "link"],
        help_text=_("What the person will do, with whom, and what they will find here."),
    )
    criteria = StreamField(
        [("criterion", CriterionBlock())],
        verbose_name=_("selection criteria"),
        blank=True,
        max_num=6,
        help_text=_("Published. Applications are read for these and for nothing else."),
    )
    steps = StreamField(
        [("step", RecruitmentStepBlock())],
        verbose_name=_("steps of the recruitment"),
        blank=True,
        max_num=8,
    )
    questions = StreamField(
        [("question", QuestionBlock())],
        verbose_name=_("the offer's own questions"),
        blank=True,
        max_num=5,
        help_text=_("Asked in the form beside name, address and CV. None is best."),
    )
    recruiter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recruiter"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    readers = models.CharField(
        _("who reads the applications"),
        max_length=160,
        blank=True,
        help_text=_("By their position: the recruiter and the head of the team."),
    )
    answer_within = models.PositiveSmallIntegerField(
        _("days until an answer"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Promised on the page; working days."),
    )
    blind_reading = models.BooleanField(
        _("blind reading"),
        default=False,
        help_text=_("Names, pictures and original files are withheld until the shortlist."),
    )
    apply_until = models.DateField(
        _("applications until"),
        null=True,
        blank=True,
        help_text=_("The last day; empty: until the offer is closed."),
    )
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True, editable=False)

    base_form_class = OfferForm
    content_panels = [*BasePage.content_panels, *OFFER_PANELS]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("description"),
        index.SearchField("criteria"),
    ]
    # What is a fact and not a text is the same in both languages; the French page decides.
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in (
            "is_example",
            "contract",
            "fixed_term_reason",
            "months",
            "working_time",
            "workplaces",
            "remote_days",
            "starts_on",
            "posts",
            "salary_min",
            "salary_max",
            "salary_currency",
            "salary_period",
            "salary_gross",
            "recruiter",
            "answer_within",
            "blind_reading",
            "apply_until",
        )
    ]
    parent_page_types = ["careers.CareersPage"]
    subpage_types: list[str] = []
    template = "careers/offer_page.html"
    page_description = _("A job offer with its form")

    class Meta:
        verbose_name = _("job offer")
        verbose_name_plural = _("job offers")

    @property
    def reference(self) -> str:
        """The same in every language; names the offer in mails, lists and logs."""
        return f"O-{self.translation_key.hex[:6].upper()}"

    @property
    def takes_applications(self) -> bool:
        """Whether its dates allow applications, published or not."""
        last = self.apply_until
        return self.closed_at is None and (last is None or timezone.localdate() <= last)

    @property
    def is_open(self) -> bool:
        """Whether a visitor can apply now."""
        return bool(self.live) and self.takes_applications

    @property
    def is_advertised(self) -> bool:
        """Whether feeds and search engines are told of it.

        An example is not, once the site is public; on a trial on one's own machine (plain http) it
        shows what they would be told.
        """
        return self.is_open and (not self.is_example or on_trial())

    @property
    def indexable(self) -> bool:  # type: ignore[override]  # decided page by page here
        """A closed offer keeps its address, and search engines forget it."""
        return self.takes_applications and (not self.is_example or on_trial())

    def versions(self) -> "QuerySet[OfferPage]":
        """The offer in every language, this page included."""
        return OfferPage.objects.filter(
            translation_key=self.translation_key, alias_of__isnull=True
        ).select_related("locale")

    def criterion_list(self) -> list[Criterion]:
        return [
            Criterion(str(one.id), one.value["title"], one.value["text"]) for one in self.criteria
        ]

    def question_list(self) -> list[Question]:
        return [
            Question(
                id=str(one.id),
                text=one.value["text"],
                purpose=one.value["purpose"],
                kind=one.value["kind"] or QuestionKind.LINE,
                choices=tuple(one.value["choices"]),
                required=bool(one.value["required"]),
            )
            for one in self.questions
        ]

    def with_content_json(self, content: dict[str, Any]) -> "OfferPage":
        """A draft never opens a closed offer again, nor closes an open one (careers.services)."""
        offer: OfferPage = super().with_content_json(content)
        offer.closed_at = self.closed_at
        return offer

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        from careers.publication.dates import ON_ITS_DATE, publish_on_its_date

        publish = partial(super().publish, revision, *args, **kwargs)
        if kwargs.get("log_action") == ON_ITS_DATE:
            publish_on_its_date(offer=self, revision=revision, publish=publish)
        else:
            publish()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from careers.showing import shown

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **shown(self)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        handler = forms_slot.application_form()
        if handler is not None and (self.is_open or getattr(request, "is_preview", False)):
            return handler(self, request)
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        return response


def on_trial() -> bool:
    """Whether this site runs for its own machine only (README, SITE_URL)."""
    return settings.SITE_URL.startswith("http://")
