"""The privacy policy: people write its text, the register prints its facts, versions are frozen."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.url_routing import RouteResult

from cms.models import BasePage
from policy.blocks import PolicyBlock


class PolicyPage(RoutablePageMixin, BasePage):
    """Visitors read the version in force, as it was frozen; this text becomes the next one."""

    summary = models.TextField(pgettext_lazy("policy", "summary"), max_length=320, blank=True)
    body = StreamField(PolicyBlock(), verbose_name=_("text of the next version"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("body")]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    # The language switch stays on the version, comparison or day that is being read.
    same_addresses_below = True
    template = "policy/policy_page.html"
    page_description = _("The privacy policy with its versions")

    class Meta:
        verbose_name = _("privacy policy page")
        verbose_name_plural = _("privacy policy pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        # The mixin only knows addresses that end with a slash.
        if self.live and path_components == ["atom.xml"]:
            return RouteResult(self, args=(self.atom, [], {}))
        return super().route(request, path_components)

    def address_of(self, name: str, *args: Any) -> str:
        """The path of one of the addresses below."""
        return f"{self.url}{self.reverse_subpage(name, args=args)}"

    @path("")
    def current(self, request: HttpRequest) -> HttpResponse:
        """The version in force; in a preview, what the next one would be."""
        from policy import reading

        if getattr(request, "is_preview", False):
            return reading.preview(self, request)
        return reading.current(self, request)

    @path("versions/<str:number>/", name="version")
    def version(self, request: HttpRequest, number: str) -> HttpResponse:
        """A version at its permanent address."""
        from policy import reading

        return reading.version(self, request, number)

    @path("versions/<str:number>/pdf/", name="pdf")
    def pdf(self, request: HttpRequest, number: str) -> HttpResponse:
        """A version to take away."""
        from policy import reading

        return reading.pdf(self, request, number)

    @path("differences/", name="choose")
    def choose(self, request: HttpRequest) -> HttpResponse:
        """The form that chooses two versions to compare."""
        from policy import differing

        return differing.choose(self, request)

    @path("differences/<str:older>/<str:newer>/", name="differences")
    def differences(self, request: HttpRequest, older: str, newer: str) -> HttpResponse:
        """Two versions compared word by word."""
        from policy import differing

        return differing.differences(self, request, older, newer)

    @path("date/", name="on_a_date")
    def on_a_date(self, request: HttpRequest) -> HttpResponse:
        """What applied on a day."""
        from policy import reading

        return reading.on_a_date(self, request)

    @path("dpo/", name="dpo")
    def dpo(self, request: HttpRequest) -> HttpResponse:
        """The form that reaches the data protection officer."""
        from policy import writing

        return writing.dpo(self, request)

    @path("dpo/confirmation/", name="dpo_received")
    def dpo_received(self, request: HttpRequest) -> HttpResponse:
        """What happens next; safe to reload."""
        from policy import writing

        return writing.received(self, request)

    @path("atom.xml", name="atom")
    def atom(self, request: HttpRequest) -> HttpResponse:
        """The changes as a feed (RFC 4287)."""
        from policy.feeds import policy_feed

        return policy_feed(self, request)
