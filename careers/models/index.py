"""The list of offers."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin

from cms.models import BasePage

if TYPE_CHECKING:
    from careers.models.offers import OfferPage


class CareersPage(RoutablePageMixin, BasePage):
    """The open offers of a language, with filters and feeds."""

    summary = models.TextField(
        _("summary"), max_length=320, blank=True, help_text=_("Two sentences under the title.")
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

    def offers(self) -> "QuerySet[OfferPage]":
        """The open offers below this page, newest first."""
        from careers.queries import open_offers

        return open_offers(below=self)
