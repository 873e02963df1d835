"""What stands around every page, read for one language and put in the form templates need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cms.models import AnnouncementBar, CompanyIdentity, Footer, MainMenu, SitePart
from cms.models.navigation import NETWORKS


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


PARTS: dict[str, type[SitePart]] = {
    model.name_in_chrome: model for model in (MainMenu, Footer, AnnouncementBar, CompanyIdentity)
}


def build_chrome(language: str, overrides: Mapping[str, SitePart] | None = None) -> Chrome:
    """The chrome of `language` from what is live; `overrides` replace parts (used by previews)."""
    parts: dict[str, Any] = {
        name: model._default_manager.filter(locale__language_code=language, live=True).first()
        for name, model in PARTS.items()
        if not overrides or name not in overrides
    }
    parts.update(overrides or {})
    menu, footer, bar = parts["menu"], parts["footer"], parts["announcement"]
    return Chrome(
        menu=_links(menu.entries if menu else ()),
        button=next(iter(_links(menu.button if menu else ())), None),
        introduction=footer.introduction if footer else "",
        columns=tuple(
            Column(column.value["title"], tuple(filter(None, map(_link, column.value["links"]))))
            for column in (footer.columns if footer else ())
        ),
        social=tuple(
            Link(
                label=NETWORKS[network.value["network"]],
                href=network.value["address"],
                network=network.value["network"],
            )
            for network in (footer.social if footer else ())
        ),
        announcement=Announcement(bar.text, next(iter(_links(bar.link)), None)) if bar else None,
        identity=parts["identity"],
    )


def _links(stream: Iterable[Any]) -> tuple[Link, ...]:
    return tuple(filter(None, (_link(child.value) for child in stream)))


def _link(value: Any) -> Link | None:
    """The link of a LinkBlock's value; None while its page is gone or not published."""
    page = value.get("page")
    if not value.href or (page is not None and not page.live):
        return None
    children = tuple(filter(None, map(_link, value.get("children") or ())))
    return Link(value.text, value.href, value.get("description") or "", children)
