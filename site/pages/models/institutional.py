"""The pages that say who the company is and help people find their way."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

from cms.blocks import LinkBlock
from cms.models import BasePage
from pages.body_blocks import BodyBlock, OpenedBodyBlock


class SummaryMixin(models.Model):
    """A page that opens with a short summary under its title."""

    summary = models.TextField(
        _("summary"),
        max_length=320,
        blank=True,
        help_text=_("Two sentences under the title; also shown in lists."),
    )

    class Meta:
        abstract = True


class HomePage(BasePage):
    """The first page of a language."""

    body = StreamField(OpenedBodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    template = "pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    page_description = _("The first page of the site, one per language")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class StandardPage(SummaryMixin, BasePage):
    """An ordinary page."""

    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    template = "pages/standard_page.html"
    page_description = _("A page with free content")

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class MemberBlock(blocks.StructBlock):
    """A member of the team; published with their agreement."""

    name = blocks.CharBlock(label=_("Name"), max_length=80)
    role = blocks.CharBlock(label=_("Position"), max_length=120)
    words = blocks.TextBlock(label=_("A few words"), required=False, max_length=320)
    portrait = ImageBlock(label=_("Portrait"), required=False)

    class Meta:
        icon = "user"
        label = _("Member")


class TeamPage(SummaryMixin, BasePage):
    """Who we are: the company's story and its people."""

    members = StreamField(
        [("member", MemberBlock())],
        verbose_name=_("team"),
        blank=True,
        help_text=_("Publish a name or a portrait only with the agreement of the person."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("members"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("members"),
    ]
    template = "pages/team_page.html"
    page_description = _("The company and its people")

    class Meta:
        verbose_name = _("team page")
        verbose_name_plural = _("team pages")


class LandingPage(BasePage):
    """A campaign's page: no navigation, one goal."""

    campaign = models.SlugField(
        _("campaign"),
        max_length=60,
        blank=True,
        help_text=_("The name used in tracked links, for example digital-2026."),
    )
    goal = StreamField(
        [("link", LinkBlock())],
        verbose_name=_("goal"),
        min_num=1,
        max_num=1,
        help_text=_("The one thing the visitor should do; stays in view while reading."),
    )
    body = StreamField(OpenedBodyBlock(), verbose_name=_("content"), blank=True)
    listed = models.BooleanField(
        _("shown to search engines"), default=False, help_text=_("Off for most campaigns.")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("goal"), FieldPanel("body")]
    promote_panels = [
        *BasePage.promote_panels,
        MultiFieldPanel([FieldPanel("campaign"), FieldPanel("listed")], heading=_("Campaign")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    template = "pages/landing_page.html"
    page_description = _("A campaign's page without navigation and with one goal")

    class Meta:
        verbose_name = _("landing page")
        verbose_name_plural = _("landing pages")

    @property
    def indexable(self) -> bool:  # type: ignore[override]  # decided page by page here
        return self.listed


class LegalPage(SummaryMixin, BasePage):
    """Legal notice, accessibility statement and the like."""

    show_identity = models.BooleanField(
        _("print the publisher and the host"),
        default=False,
        help_text=_("From the company identity; what is not known is said to be missing."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("show_identity"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    template = "pages/legal_page.html"
    page_description = _("Legal notice, accessibility statement")

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")


class SiteMapPage(SummaryMixin, BasePage):
    """The site map, made from the page tree."""

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "pages/site_map_page.html"
    page_description = _("Every page of a language in a tree")

    class Meta:
        verbose_name = _("site map page")
        verbose_name_plural = _("site map pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.chrome import chrome_for
        from pages.site_map import page_tree

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        menu = chrome_for(request, self.locale.language_code).menu
        context["tree"] = page_tree(self, [link.href for link in menu])
        return context


class SearchPage(SummaryMixin, BasePage):
    """Search results of a language."""

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "pages/search_page.html"
    page_description = _("The page that shows what a search finds")

    class Meta:
        verbose_name = _("search page")
        verbose_name_plural = _("search pages")

    # Results pages are endless; search engines are asked to stay out.
    indexable = False

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from pages.search import search_site

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["results"] = search_site(
            query=request.GET.get("q", ""),
            page_number=request.GET.get("p", "1"),
            language=self.locale.language_code,
        )
        return context
