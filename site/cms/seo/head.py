"""What search engines and networks read in the head of a page."""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.chrome import Chrome
from cms.seo import structured
from cms.seo.addresses import absolute, is_home, page_address
from cms.seo.describing import Description, Feed, describe, feeds, search_address
from cms.seo.pictures import Picture, picture_of
from cms.seo.trail import trail
from cms.seo.versions import Version, versions

BRAND = structured.NAME
OG_LOCALES = {"fr": "fr_FR", "en": "en_GB"}
# Longer descriptions are cut by search engines anyway; the cut is then ours, between two words.
DESCRIPTION_LENGTH = 300


@dataclass(frozen=True)
class Head:
    """The head of one answer. Empty fields are not written."""

    title: str
    name: str
    language: str
    brand: str = BRAND
    description: str = ""
    canonical: str = ""
    indexable: bool = True
    versions: list[Version] = field(default_factory=list)
    kind: str = "website"
    published: datetime.date | None = None
    picture: Picture | None = None
    feeds: list[Feed] = field(default_factory=list)
    data: SafeString | None = None

    @property
    def og_locale(self) -> str:
        return OG_LOCALES[self.language]

    @property
    def og_other_locales(self) -> list[str]:
        return [
            OG_LOCALES[one.language]
            for one in self.versions
            if one.language in OG_LOCALES and one.language != self.language
        ]


def head_without_page(
    *, language: str, title: str, description: str = "", prefix: str = "", path: str = ""
) -> Head:
    """The head of a page that is none of the editors': errors, players, confirmations.

    Asks nothing of the database, so that it can be written when there is none. Search engines are
    told to keep it out. With a `path` it gets its full address as canonical.
    """
    return Head(
        title=full_title(title, prefix=prefix),
        name=title or BRAND,
        language=language,
        description=description,
        canonical=absolute(path) if path else "",
        indexable=False,
    )


def head_of_page(
    page: Page,
    *,
    request: HttpRequest | None,
    language: str,
    chrome: Chrome,
    number: int = 1,
    title: str = "",
    description: str = "",
    prefix: str = "",
    noindex: bool = False,
) -> Head:
    """The head of an editors' page.

    `number`: which page of its list is shown; later ones have an address and a title of their own.
    `title`, `description`: instead of the page's own (a routable page's sub-pages).
    `noindex`: keep this answer out of search engines although the page itself may be kept.
    """
    preview = bool(getattr(request, "is_preview", False)) or not page.pk
    address = page_address(page.alias_of or page, request) if page.pk else ""
    about = describe(page, address)
    name = title or page.seo_title or page.title
    if number > 1:
        name = _("%(title)s, page %(number)d") % {"title": name, "number": number}
    indexable = bool(getattr(page, "indexable", True)) and not (preview or noindex)
    picture = picture_of(page)
    return Head(
        title=full_title(name, prefix=prefix, home=is_home(page)),
        name=name,
        language=language,
        description=Truncator(
            # Non-breaking spaces are not for joining: French punctuation needs them.
            re.sub(r"[ \t\r\n]+", " ", description or page.search_description or about.text).strip()
        ).chars(DESCRIPTION_LENGTH),
        canonical=f"{address}?p={number}" if number > 1 and address else address,
        indexable=indexable,
        versions=versions(page) if indexable and number == 1 else [],
        kind=about.kind,
        published=about.published,
        picture=picture,
        feeds=feeds(language),
        data=_data(page, about, chrome, language, picture) if indexable else None,
    )


def full_title(name: str, *, prefix: str = "", home: bool = False) -> str:
    """« Titre · Dimelo »; a first page that names the company already is left as it is written."""
    if not name or (home and BRAND.lower() in name.lower()):
        return f"{prefix}{name or BRAND}"
    return f"{prefix}{name} · {BRAND}"


def _data(
    page: Page, about: Description, chrome: Chrome, language: str, picture: Picture | None
) -> SafeString:
    social = [link.href for link in chrome.social]
    objects: list[dict[str, Any]] = [
        structured.organization(chrome.identity, social, in_full=about.shows_identity)
    ]
    if is_home(page):
        objects.append(structured.website(language, search_address(language), chrome.identity))
    steps = trail(page) if about.breadcrumbs else []
    if steps:
        objects.append(structured.breadcrumb_list(steps))
    for one in about.data:
        # Articles are shown with an image by search engines; theirs is the one of the networks.
        if picture is not None and str(one.get("@type", "")).endswith("Article"):
            one = {**one, "image": picture.address}
        objects.append({**one})
    return structured.as_script(objects)
