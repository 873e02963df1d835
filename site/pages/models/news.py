"""News: articles, their categories and authors."""

import datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail.url_routing import RouteResult

from cms.models import BasePage
from pages.body_blocks import ArticleBlock
from pages.forms import OwnLanguageForm
from pages.models.institutional import SummaryMixin


def today() -> datetime.date:
    """Today in the company's time zone."""
    return timezone.localdate()


class NewsCategory(TranslatableMixin, models.Model):
    """What an article is about, in one word."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address in the filter"), max_length=80)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"], name="pages_newscategory_slug_per_locale"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Author(TranslatableMixin, models.Model):
    """Who signs an article: a person who agreed to it, or a team."""

    name = models.CharField(_("name as signed"), max_length=80)
    role = models.CharField(_("position"), max_length=120, blank=True)
    portrait = models.ForeignKey(
        "cms.SiteImage",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [FieldPanel("name"), FieldPanel("role"), FieldPanel("portrait")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class NewsIndexPage(RoutablePageMixin, SummaryMixin, BasePage):
    """The news, newest first, by category; also as an Atom feed."""

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]
    subpage_types = ["pages.NewsPage"]
    template = "pages/news_index_page.html"
    page_description = _("The list of articles with its categories and feed")

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def articles(self) -> "QuerySet[NewsPage]":
        return (
            NewsPage.objects.live()
            .child_of(self)
            .select_related("category", "locale")
            .prefetch_related("authors")
            .order_by("-date", "-pk")
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages.listings import list_news

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["listing"] = list_news(self, request.GET)
        return context

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        # The mixin only knows addresses that end with a slash.
        if self.live and path_components == ["atom.xml"]:
            return RouteResult(self, args=(self.atom, [], {}))
        return super().route(request, path_components)

    def get_route_paths(self) -> list[str]:
        """The feed keeps its readers when the page moves."""
        return ["/", "/atom.xml"]

    @path("atom.xml", name="atom")
    def atom(self, request: HttpRequest) -> HttpResponse:
        """The twenty newest articles of this language (RFC 4287)."""
        from pages.feeds import news_feed

        return news_feed(self, request)


class NewsPage(SummaryMixin, BasePage):
    """An article."""

    date = models.DateField(_("date"), default=today)
    category = models.ForeignKey(
        NewsCategory,
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    authors = ParentalManyToManyField(
        Author, verbose_name=_("authors"), blank=True, related_name="articles"
    )
    image = models.ForeignKey(
        "cms.SiteImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(ArticleBlock(), verbose_name=_("article"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("date"), FieldPanel("category"), FieldPanel("authors")],
            heading=_("Publication"),
        ),
        FieldPanel("image"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]
    parent_page_types = ["pages.NewsIndexPage"]
    template = "pages/news_page.html"
    base_form_class = OwnLanguageForm
    page_description = _("An article with its date, category and authors")

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index(fields=["-date", "-page_ptr"], name="pages_newspage_newest")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "category": self.shown("category")}
