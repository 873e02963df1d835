"""The same page in the languages of the site."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page

from cms.closed_parts import open_to_all
from cms.freshness.memory import remembered
from cms.seo.addresses import page_address


@dataclass(frozen=True)
class Version:
    """A page in one language; `language` is a code, or `x-default`."""

    language: str
    address: str


def live_translations(page: Page | None) -> dict[str, Page]:
    """The published translations of a page by language, itself left out; read once per page object.

    A copy that only waits for its translation (an alias) is none, nor is a page behind a password.
    """
    if page is None or not page.pk:
        return {}
    known: dict[str, Page] | None = getattr(page, "_live_translations", None)
    if known is None:
        known = remembered(("cms.translations", page.pk), lambda: _read(page), of=[page])
        page._live_translations = known
    return known


def _read(page: Page) -> dict[str, Page]:
    found = open_to_all(page.get_translations().live()).filter(alias_of__isnull=True)
    return {one.locale.language_code: one for one in found.select_related("locale").specific()}


def versions(page: Page) -> list[Version]:
    """Every language version of a published page for hreflang, itself included.

    Empty when it stands alone: search engines want alternates in both directions or not at all.
    `x-default` is the version in the site's first language, when there is one.
    """
    others = {
        code: one
        for code, one in live_translations(page).items()
        if getattr(one, "indexable", True)
    }
    if not others:
        return []
    pages = {page.locale.language_code: page, **others}
    found = [
        Version(code, address)
        for code, _name in settings.LANGUAGES
        if code in pages and (address := page_address(pages[code]))
    ]
    default = [
        Version("x-default", version.address)
        for version in found
        if version.language == settings.LANGUAGE_CODE
    ]
    return found + default
