"""The resource library: what we hand over, its file versions, and the list of it."""

from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import TranslatableMixin

from cms.blocks.base import INLINE_FEATURES
from cms.closed_parts import open_to_all
from cms.models import BasePage
from intake.professional_email import EmailPolicy


def private_store() -> Storage:
    """The store that is never public."""
    return storages["private"]


class Topic(TranslatableMixin, models.Model):
    """What a resource is about."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address in the filter"), max_length=80)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="leads_topic_slug_per_locale")
        ]

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    """What sort of thing a resource is."""

    WHITE_PAPER = "white-paper", _("White paper")
    GUIDE = "guide", _("Guide")
    STUDY = "study", _("Study")
    WEBINAR = "webinar", _("Webinar")
    TEMPLATE = "template", _("Template")


class DeliveryMode(models.TextChoices):
    """How a resource is handed over."""

    MAIL = "mail", _("By e-mail, with a private link (proves the address)")
    AT_ONCE = "at_once", _("At once, after the form")
    OPEN = "open", _("Openly, without a form")


class ChapterBlock(blocks.StructBlock):
    """A line of the table of contents."""

    title = blocks.CharBlock(label=_("Chapter"), max_length=160)
    text = blocks.TextBlock(label=_("What one learns there"), max_length=320, required=False)

    class Meta:
        icon = "list-ul"
        label = _("Chapter")


class ResourceIndexPage(BasePage):
    """The library, with filters by kind, topic and language."""

    summary = models.TextField(_("summary"), max_length=320, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]
    subpage_types = ["leads.ResourcePage"]
    template = "leads/resource_index_page.html"
    page_description = _("The list of resources with its filters")

    class Meta:
        verbose_name = _("resource library")
        verbose_name_plural = _("resource libraries")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from leads.listings import list_resources

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "listing": list_resources(self, request.GET)}


class ResourcePage(RoutablePageMixin, BasePage):
    """A resource: what it is, what it holds, how it is handed over. Its files are private."""

    summary = models.TextField(_("summary"), max_length=320, blank=True)
    kind = models.CharField(
        pgettext_lazy("leads", "kind"),
        max_length=12,
        choices=Kind.choices,
        default=Kind.WHITE_PAPER,
    )
    date = models.DateField(_("date"), default=timezone.localdate)
    topics = ParentalManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="resources"
    )
    contents = StreamField(
        [("chapter", ChapterBlock())],
        verbose_name=_("table of contents"),
        blank=True,
        help_text=_("Shown before the form: people see what they get."),
    )
    about = RichTextField(
        _("presentation"), features=[*INLINE_FEATURES, "ul", "ol", "h3"], blank=True
    )
    delivery = models.CharField(
        _("delivery"), max_length=8, choices=DeliveryMode.choices, default=DeliveryMode.MAIL
    )
    email_policy = models.CharField(
        _("private addresses"),
        max_length=10,
        choices=EmailPolicy.choices,
        default=EmailPolicy.ADVISE,
    )
    offers_newsletter = models.BooleanField(_("offer the newsletter (unticked box)"), default=True)
    own_cover = models.ForeignKey(
        "cms.SiteImage",
        verbose_name=_("cover"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without one, the first page of the file is shown."),
    )

    content_panels = [
        *BasePage.content_panels,
        HelpPanel(template="leads/admin/files_panel.html", heading=_("File")),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("date"), FieldPanel("topics")],
            heading=_("What it is"),
        ),
        FieldPanel("contents"),
        FieldPanel("about"),
        FieldPanel("own_cover"),
        MultiFieldPanel(
            [FieldPanel("delivery"), FieldPanel("email_policy"), FieldPanel("offers_newsletter")],
            heading=_("How it is handed over"),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("contents"),
        index.SearchField("about"),
    ]
    parent_page_types = ["leads.ResourceIndexPage"]
    subpage_types: list[str] = []
    template = "leads/resource_page.html"
    page_description = _("A white paper, guide, study, webinar or template with its private file")

    @property
    def form_activity(self) -> str:
        return "" if self.delivery == DeliveryMode.OPEN else "resources"

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    @property
    def key(self) -> str:
        """What counts call it; the same in both languages."""
        return str(self.translation_key)

    @cached_property
    def version(self) -> "ResourceVersion | None":
        """The version that is handed over now; that of another language while this has none."""
        own = list(self.versions.all())  # prefetched in lists, the latest first
        if own or self.alias_of_id is None:
            return own[0] if own else None
        return ResourceVersion.objects.filter(page_id=self.alias_of_id).order_by("-number").first()

    @property
    def cover(self) -> Any:
        """The chosen cover, else the file's first page."""
        return self.own_cover or (self.version.cover if self.version else None)

    @path("")
    def ask(self, request: HttpRequest) -> HttpResponse:
        """What it holds, then the form (or, for an open one, the button)."""
        from leads.handing_over import answer_resource_page

        return answer_resource_page(request, self)


class ResourceVersion(models.Model):
    """A file of a resource. Earlier versions stay; the latest is handed over."""

    page = models.ForeignKey(ResourcePage, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(storage=private_store, upload_to="resources", max_length=200)
    name = models.CharField(_("file name"), max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(_("number of pages"), null=True)
    cover = models.ForeignKey(
        "cms.SiteImage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(_("what is new"), max_length=200, blank=True)
    looked_at = models.DateTimeField(null=True)
    announced_at = models.DateTimeField(null=True)
    uploaded_at = models.DateTimeField(_("added"), default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("file version")
        verbose_name_plural = _("file versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="leads_version_number")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"


def live_resources() -> "QuerySet[ResourcePage]":
    """Published resources of every language, newest first."""
    return (
        open_to_all(ResourcePage.objects.live())
        .select_related("locale", "own_cover")
        .prefetch_related("versions__cover")
        .order_by("-date", "-pk")
    )
