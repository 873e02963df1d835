"""Values that differ between French and English, and the links between pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model
from wagtail.models import Locale, Page, Site, TranslatableMixin

from .steps import NotReady
from .typography import TYPESETTERS


class Bilingual:
    """A value that is resolved for one language."""

    def resolve(self, language: str) -> Any:
        raise NotImplementedError


@dataclass(frozen=True)
class Text(Bilingual):
    """A text in both languages."""

    fr: str
    en: str

    def resolve(self, language: str) -> str:
        return TYPESETTERS[language](self.fr if language == "fr" else self.en)


@dataclass(frozen=True)
class PageAt(Bilingual):
    """The page at a French address; resolves to its page in the language, or the French one."""

    address: str

    def resolve(self, language: str) -> Page:
        return in_language(find_page(self.address), language)


@dataclass(frozen=True)
class PagesAt(Bilingual):
    """Several pages, for a many-to-many field."""

    addresses: tuple[str, ...]

    def resolve(self, language: str) -> list[Page]:
        return [PageAt(address).resolve(language).specific for address in self.addresses]


@dataclass(frozen=True)
class Named(Bilingual):
    """The snippet whose French has this value in this field; resolves to its twin."""

    model: type[TranslatableMixin]
    value: str
    field: str = "name"

    def resolve(self, language: str) -> Model:
        wanted = TYPESETTERS["fr"](self.value)
        found = self.model._default_manager.filter(
            locale=locale_of("fr"), **{self.field: wanted}
        ).first()
        if found is None:
            raise NotReady(f"{self.model._meta.label}: {wanted}")
        return in_language(found, language)


def locale_of(language: str) -> Locale:
    """The locale of `language`, made when it does not exist yet."""
    locale: Locale = Locale.objects.get_or_create(language_code=language)[0]
    return locale


def in_language(instance: Any, language: str) -> Any:
    """The twin of `instance` in `language`, or itself while there is none."""
    return instance.get_translation_or_none(locale_of(language)) or instance


def home_page() -> Page:
    """The French home page. Raises NotReady before it is made."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    language = settings.LANGUAGE_CODE
    if site is None or site.root_page.locale.language_code != language or site.root_page.depth < 2:
        raise NotReady("home page")
    return site.root_page


def find_page(address: str) -> Page:
    """The page at this French address (« /produits/ »). Raises NotReady when there is none."""
    page = home_page()
    for slug in filter(None, address.split("/")):
        child = page.get_children().filter(slug=slug).first()
        if child is None:
            raise NotReady(address)
        page = child
    return page


def page_exists(address: str) -> bool:
    """Whether a page stands at this French address, published or about to be."""
    try:
        find_page(address)
    except NotReady:
        return False
    return True


def page_is_live(address: str) -> bool:
    """Whether a published page stands at this French address."""
    return page_exists(address) and find_page(address).live


def to(address: str) -> PageAt:
    return PageAt(address)


def pages(*addresses: str) -> PagesAt:
    return PagesAt(addresses)


def named(model: type[TranslatableMixin], value: str, field: str = "name") -> Named:
    return Named(model, value, field)


def link(address: str, label: Text | None = None) -> dict[str, Any]:
    """The value of a LinkBlock that leads to the page at a French address, or to https://…"""
    if address.startswith(("https://", "mailto:", "tel:")):
        return {"label": label, "address": address, "page": None}
    return {"label": label or "", "address": "", "page": to(address)}


@dataclass(frozen=True)
class FirstOf(Bilingual):
    """The first of several links whose page exists when the text is loaded."""

    links: tuple[dict[str, Any], ...]

    def resolve(self, language: str) -> dict[str, Any]:
        for one in self.links:
            page = one["page"]
            if page is None or page_exists(page.address):
                return one
        raise NotReady(", ".join(one["page"].address for one in self.links))


def first_of(*links: dict[str, Any]) -> FirstOf:
    """For a link to a page that another package may bring: that one, or else the next."""
    return FirstOf(tuple(links))


def resolve(value: Any, language: str) -> Any:
    """`value` with everything bilingual in it made plain, dictionaries and sequences included."""
    if isinstance(value, Bilingual):
        return resolve(value.resolve(language), language)
    if isinstance(value, dict):
        return {name: resolve(one, language) for name, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [resolve(one, language) for one in value]
    return value
