"""What stands around every page, read for one language and put in the form templates need."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from cms.freshness.changes import follower
from cms.freshness.memory import remembered
from cms.models import AnnouncementBar, CompanyIdentity, Footer, MainMenu, SitePart
from cms.models.navigation import NETWORKS

# The page chosen in a link, by its id, as visitors of the language are to see it; None when gone.
Pages = Mapping[int, Page | None]


@dataclass(frozen=True)
class Link:
    """A link of the chrome."""

    label: str
    href: str
    description: str = ""
    children: tuple["Link", ...] = ()
    network: str = ""

    def leads_to(self, path: str) -> bool:
        """Whether `path` is this link's page or lies below it."""
        if any(child.leads_to(path) for child in self.children):
            return True
        return path == self.href or (
            self.href.count("/") > 1
            and self.href not in ("/", "/en/")
            and path.startswith(self.href)
        )


@dataclass(frozen=True)
class Column:
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Announcement:
    text: str
    link: Link | None


@dataclass(frozen=True)
class Chrome:
    """Header, footer, announcement and company of one language."""

    menu: tuple[Link, ...] = ()
    button: Link | None = None
    introduction: str = ""
    columns: tuple[Column, ...] = ()
    social: tuple[Link, ...] = ()
    announcement: Announcement | None = None
    identity: CompanyIdentity | None = None

    def marks(self, part: str, path: str) -> tuple[tuple[bool, bool], ...]:
        """Which links of its menu, or of its columns, lead to `path`: all that differs from page to page."""
        if part == "menu":
            links = [link for entry in self.menu for link in (entry, *entry.children)]
        else:
            links = [link for column in self.columns for link in column.links]
        return tuple((link.href == path, link.leads_to(path)) for link in links)


PARTS: dict[str, type[SitePart]] = {
    model.name_in_chrome: model for model in (MainMenu, Footer, AnnouncementBar, CompanyIdentity)
}


def chrome_for(
    request: HttpRequest | None, language: str, overrides: Mapping[str, SitePart] | None = None
) -> Chrome:
    """As `build_chrome`, remembered until something in it changes, or at least for the request."""
    if request is None or overrides:
        return build_chrome(language, overrides)
    if follower.following:
        return live_chrome(language)
    known: dict[str, Chrome] = request.__dict__.setdefault("_chrome", {})
    if language not in known:
        known[language] = build_chrome(language)
    return known[language]


def live_chrome(language: str) -> Chrome:
    """The chrome of `language` from what is live, remembered until something in it changes."""
    return remembered(("cms.chrome", language), lambda: build_chrome(language))


def build_chrome(language: str, overrides: Mapping[str, SitePart] | None = None) -> Chrome:
    """The chrome of `language` from what is live; `overrides` replace parts (used by previews).

    The number of queries does not depend on how many links there are.
    """
    parts = _live_parts(language, overrides or {})
    menu, footer, bar = parts["menu"], parts["footer"], parts["announcement"]
    entries = _values(menu.entries if menu else ())
    button = _values(menu.button if menu else ())
    columns = _values(footer.columns if footer else ())
    bar_link = _values(bar.link if bar else ())
    listed = [link for column in columns for link in column["links"]]
    pages = _pages_in(language, [*_with_children(entries), *button, *listed, *bar_link])
    return Chrome(
        menu=_links(entries, pages),
        button=next(iter(_links(button, pages)), None),
        introduction=footer.introduction if footer else "",
        columns=tuple(
            Column(column["title"], links)
            for column in columns
            if (links := _links(column["links"], pages))
        ),
        social=tuple(
            Link(NETWORKS[one["network"]], one["address"], network=one["network"])
            for one in _values(footer.social if footer else ())
        ),
        announcement=(
            Announcement(bar.text, next(iter(_links(bar_link, pages)), None)) if bar else None
        ),
        identity=parts["identity"],
    )


def _live_parts(language: str, overrides: Mapping[str, SitePart]) -> dict[str, Any]:
    """Every part by its name. One whose time is over is not shown, though nobody took it off yet."""
    in_time = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    live = {
        name: model._default_manager.filter(
            in_time, locale__language_code=language, live=True
        ).first()
        for name, model in PARTS.items()
        if name not in overrides
    }
    return {**live, **overrides}


def _values(stream: Iterable[Any]) -> list[Any]:
    return [child.value for child in stream]


def _with_children(entries: Iterable[Any]) -> Iterator[Any]:
    for entry in entries:
        yield entry
        yield from entry["children"]


def _pages_in(language: str, links: Iterable[Any]) -> Pages:
    """What to show for each chosen page: itself, or its published translation into `language`."""
    chosen = {page.pk: page for link in links if (page := link.get("page")) is not None}
    translations = {
        page.translation_key: page
        for page in Page.objects.live()
        .filter(
            translation_key__in={page.translation_key for page in chosen.values()},
            locale__language_code=language,
            alias_of__isnull=True,
        )
        .only("pk", "title", "translation_key", "url_path", "locale_id")
    }
    return {
        number: translations.get(page.translation_key) or (page if page.live else None)
        for number, page in chosen.items()
    }


def _links(values: Iterable[Any], pages: Pages) -> tuple[Link, ...]:
    return tuple(filter(None, (_link(value, pages) for value in values)))


def _link(value: Any, pages: Pages) -> Link | None:
    """The link of a LinkBlock's value; None while its page is gone or not published."""
    chosen = value.get("page")
    page = pages.get(chosen.pk) if chosen is not None else None
    href = (page.url if page is not None else "") if chosen is not None else value.get("address")
    if not href:
        return None
    return Link(
        label=value.get("label") or (page.title if page is not None else ""),
        href=href,
        description=value.get("description") or "",
        children=_links(value.get("children") or (), pages),
    )
