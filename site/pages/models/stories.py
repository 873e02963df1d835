"""Customer stories: figures first."""

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin

from cms.blocks.proof import FigureBlock
from cms.listings import below
from cms.models import BasePage
from pages.body_blocks import ArticleBlock
from pages.forms import OwnLanguageForm
from pages.models.institutional import SummaryMixin


class Sector(TranslatableMixin, models.Model):
    """A line of business by which stories are filtered."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address in the filter"), max_length=80)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="pages_sector_slug_per_locale")
        ]

    def __str__(self) -> str:
        return self.name


class StoryIndexPage(SummaryMixin, BasePage):
    """Customer stories, filtered by sector and product."""

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]
    subpage_types = ["pages.StoryPage"]
    template = "pages/story_index_page.html"
    page_description = _("The list of customer stories with its filters")

    class Meta:
        verbose_name = _("story list")
        verbose_name_plural = _("story lists")

    def stories(self) -> "QuerySet[StoryPage]":
        return (
            below(self, StoryPage.objects.all())
            .select_related("sector", "locale")
            .order_by("-first_published_at", "-pk")
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages.listings import list_stories

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["listing"] = list_stories(self, request.GET)
        return context


class StoryPage(SummaryMixin, BasePage):
    """How one customer uses a product; its figures come first."""

    customer = models.CharField(_("customer"), max_length=80)
    is_example = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("An invented customer that shows how the product is used; the page says so."),
    )
    sector = models.ForeignKey(
        Sector,
        verbose_name=_("sector"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stories",
    )
    products = ParentalManyToManyField(
        "pages.ProductPage", verbose_name=_("products"), blank=True, related_name="stories"
    )
    figures = StreamField(
        [("figure", FigureBlock())], verbose_name=_("figures"), min_num=1, max_num=4
    )
    image = models.ForeignKey(
        "cms.SiteImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(ArticleBlock(), verbose_name=_("story"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("customer"),
                FieldPanel("is_example"),
                FieldPanel("sector"),
                FieldPanel("products"),
            ],
            heading=_("Customer"),
        ),
        FieldPanel("figures"),
        FieldPanel("summary"),
        FieldPanel("image"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("customer"),
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    parent_page_types = ["pages.StoryIndexPage"]
    template = "pages/story_page.html"
    base_form_class = OwnLanguageForm
    page_description = _("What a customer does with a product, figures first")

    class Meta:
        verbose_name = _("customer story")
        verbose_name_plural = _("customer stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "sector": self.shown("sector"), "products": self.shown("products")}
