"""What stands around every page, one of each per language, edited and previewed by marketing."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
)

from cms.blocks.links import LinkBlock

NETWORKS = {
    "linkedin": "LinkedIn",
    "youtube": "YouTube",
    "x": "X",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "facebook": "Facebook",
    "instagram": "Instagram",
}


class MenuEntryBlock(LinkBlock):
    """A main menu entry, with a second level if it has entries below."""

    description = blocks.CharBlock(label=_("Line under the entry"), required=False, max_length=120)
    children = blocks.ListBlock(
        LinkBlock(), label=_("Second level"), default=[], max_num=8, collapsed=True
    )

    class Meta:
        icon = "list-ul"
        label = _("Menu entry")


class FooterColumnBlock(blocks.StructBlock):
    """A column of links at the foot of every page."""

    title = blocks.CharBlock(label=pgettext_lazy("cms", "Title"), max_length=60)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1, max_num=10)

    class Meta:
        icon = "list-ul"
        label = _("Column")


class SocialLinkBlock(blocks.StructBlock):
    """A plain link to the company's account on a network; it loads nothing."""

    network = blocks.ChoiceBlock(
        label=_("Network"),
        choices=list(NETWORKS.items()),
    )
    address = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link-external"
        label = _("Social network")


class SitePart(PreviewableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A part of every page, one per language: has drafts, a history and a preview in place."""

    name_in_chrome = ""

    class Meta(TranslatableMixin.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["locale"], name="%(app_label)s_%(class)s_one_per_locale"
            )
        ]

    def __str__(self) -> str:
        return f"{capfirst(self._meta.verbose_name)} ({self.locale.get_display_name()})"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "cms/previews/site_part.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        context["preview_parts"] = {self.name_in_chrome: self}
        context["preview_language"] = self.locale.language_code
        return context

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """In the language of the part, whatever language the member of staff works in."""
        with translation.override(self.locale.language_code):
            response: TemplateResponse = super().serve_preview(request, mode_name)
            return response.render()


class MainMenu(SitePart):
    """The main menu, two levels, and the button at its end."""

    name_in_chrome = "menu"
    entries = StreamField(
        [("entry", MenuEntryBlock())], verbose_name=_("entries"), blank=True, max_num=7
    )
    button = StreamField(
        [("button", LinkBlock())], verbose_name=_("button at the end"), blank=True, max_num=1
    )

    panels = [FieldPanel("entries"), FieldPanel("button"), PublishingPanel()]

    class Meta(SitePart.Meta):
        verbose_name = _("main menu")
        verbose_name_plural = _("main menus")


class Footer(SitePart):
    """The foot of every page: a line about the company, columns of links, social networks."""

    name_in_chrome = "footer"
    introduction = models.CharField(_("line about the company"), max_length=240, blank=True)
    columns = StreamField(
        [("column", FooterColumnBlock())], verbose_name=_("columns"), blank=True, max_num=4
    )
    social = StreamField(
        [("network", SocialLinkBlock())], verbose_name=_("social networks"), blank=True, max_num=7
    )

    panels = [
        FieldPanel("introduction"),
        FieldPanel("columns"),
        FieldPanel("social"),
        PublishingPanel(),
    ]

    class Meta(SitePart.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")


class AnnouncementBar(SitePart):
    """One line above the header of every page; can be scheduled and expire."""

    name_in_chrome = "announcement"
    text = models.CharField(_("text"), max_length=160)
    link = StreamField([("link", LinkBlock())], verbose_name=_("link"), blank=True, max_num=1)

    panels = [FieldPanel("text"), FieldPanel("link"), PublishingPanel()]

    class Meta(SitePart.Meta):
        verbose_name = _("announcement bar")
        verbose_name_plural = _("announcement bars")


class CompanyIdentity(SitePart):
    """Who publishes the site (LCEN art. 6 III). What is not known stays empty and is flagged."""

    name_in_chrome = "identity"
    name = models.CharField(_("name of the company"), max_length=120, default="Dimelo")
    tagline = models.CharField(_("line under the name"), max_length=160, blank=True)
    legal_form = models.CharField(_("legal form and share capital"), max_length=160, blank=True)
    registered_office = models.TextField(_("registered office"), max_length=400, blank=True)
    registration = models.CharField(_("trade register number (RCS)"), max_length=80, blank=True)
    vat_number = models.CharField(pgettext_lazy("cms", "VAT number"), max_length=40, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address for the public"), blank=True)
    security_email = models.EmailField(
        _("e-mail address for security reports"),
        blank=True,
        help_text=_("Published in security.txt; without one, the address for the public is."),
    )
    publication_director = models.CharField(_("publication director"), max_length=120, blank=True)
    host_name = models.CharField(_("host: name"), max_length=160, blank=True)
    host_address = models.TextField(_("host: address"), max_length=400, blank=True)
    host_telephone = models.CharField(_("host: telephone"), max_length=40, blank=True)

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline")], heading=_("Name")),
        MultiFieldPanel(
            [
                FieldPanel("legal_form"),
                FieldPanel("registered_office"),
                FieldPanel("registration"),
                FieldPanel("vat_number"),
                FieldPanel("telephone"),
                FieldPanel("email"),
                FieldPanel("security_email"),
                FieldPanel("publication_director"),
            ],
            heading=_("Publisher"),
        ),
        MultiFieldPanel(
            [FieldPanel("host_name"), FieldPanel("host_address"), FieldPanel("host_telephone")],
            heading=pgettext_lazy("cms", "Host"),
        ),
        PublishingPanel(),
    ]

    class Meta(SitePart.Meta):
        verbose_name = _("company identity")
        verbose_name_plural = _("company identities")
