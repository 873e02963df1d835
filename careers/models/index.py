"""The list of offers."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.url_routing import RouteResult

from careers.models.section import SectionMixin
from cms.listings import below
from cms.models import BasePage

if TYPE_CHECKING:
    from careers.models.offers import OfferPage
    from careers.models.spontaneous import SpontaneousApplicationPage

# The name of each feed in the address, and the view that writes it.
FEEDS = {"atom.xml": "atom", "offers.json": "json", "offers.xml": "xml"}


class CareersPage(SectionMixin, RoutablePageMixin, BasePage):
    """The open offers of a language, with filters and feeds."""

    summary = models.TextField(
        pgettext_lazy("careers", "summary"),
        max_length=320,
        blank=True,
        help_text=_("Two sentences under the title."),
    )
    promise = models.CharField(
        _("promise"),
        max_length=240,
        blank=True,
        help_text=_("The line above the list: what everyone who applies can count on."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("promise")]
    search_fields = [*BasePage.search_fields, index.SearchField("summary")]
    subpage_types = ["careers.OfferPage", "careers.SpontaneousApplicationPage"]
    template = "careers/careers_page.html"
    page_description = _("The list of job offers with its filters and feeds")

    class Meta:
        verbose_name = _("careers page")
        verbose_name_plural = _("careers pages")

    @property
    def spontaneous(self) -> "SpontaneousApplicationPage | None":
        """The page by which people apply without an offer, if there is one."""
        from careers.models.spontaneous import SpontaneousApplicationPage

        found: SpontaneousApplicationPage | None = below(
            self, SpontaneousApplicationPage.objects.all()
        ).first()
        return found

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from careers.listing import list_offers

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["listing"] = list_offers(self, request.GET)
        return context

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        # The mixin only knows addresses that end with a slash.
        if self.live and len(path_components) == 1 and path_components[0] in FEEDS:
            return RouteResult(self, args=(getattr(self, FEEDS[path_components[0]]), [], {}))
        return super().route(request, path_components)

    def get_route_paths(self) -> list[str]:
        """The feeds keep their readers when the page moves."""
        return ["/", *(f"/{name}" for name in FEEDS)]

    @path("atom.xml", name="atom")
    def atom(self, request: HttpRequest) -> HttpResponse:
        """The open offers of this language for feed readers (RFC 4287)."""
        from careers import feeds

        return feeds.atom(self, request)

    @path("offers.json", name="json")
    def json(self, request: HttpRequest) -> HttpResponse:
        """The same as a JSON Feed, with each offer's JobPosting."""
        from careers import feeds

        return feeds.json_feed(self, request)

    @path("offers.xml", name="xml")
    def xml(self, request: HttpRequest) -> HttpResponse:
        """The same for job boards, in the form that Indeed described."""
        from careers import feeds

        return feeds.xml(self, request)

    def offers(self) -> "QuerySet[OfferPage]":
        """The open offers below this page, newest first."""
        from careers.queries import open_offers

        return open_offers(below=self)
