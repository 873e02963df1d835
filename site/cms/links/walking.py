"""Every link of an object's content, in whatever field or block it stands, read or changed in one walk.

The raw values of stream fields are walked, not the bound ones: a chooser whose page has been deleted is
empty when it is bound, and its link would be lost without a trace.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.db.models import ForeignKey, Model
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.blocks.links import LinkBlock


@dataclass(frozen=True)
class Link:
    """One link. Either `page` (a primary key, which may be that of no page) or `address`."""

    page: int | None
    address: str
    words: str

    @property
    def target(self) -> str:
        """What tells two targets apart: "page:12" or the address as it was typed."""
        return f"page:{self.page}" if self.page is not None else self.address


@dataclass(frozen=True)
class Keep:
    """Leave the link as it is."""


@dataclass(frozen=True)
class TakeOut:
    """Keep the words and take out the link."""


@dataclass(frozen=True)
class LeadTo:
    """Lead the link somewhere else: to a page or to an address, one of the two."""

    page: int | None = None
    address: str = ""


Decision = Keep | TakeOut | LeadTo
Decide = Callable[[Link], Decision]
KEEP, TAKE_OUT = Keep(), TakeOut()
_GONE = object()


def links_of(content: Model) -> Iterator[Link]:
    """Every link of the object's own fields, in the order in which they stand."""
    found: list[Link] = []

    def note(link: Link) -> Decision:
        found.append(link)
        return KEEP

    _Walk(note).through(content)
    yield from found


def change_links(content: Model, decide: Decide) -> int:
    """Change the links in hand (nothing is saved) as `decide` says of each; how many were changed."""
    walk = _Walk(decide)
    walk.through(content)
    return walk.changed


class _Walk:
    def __init__(self, decide: Decide) -> None:
        self.decide = decide
        self.changed = 0

    def through(self, content: Model) -> None:
        for field in content._meta.concrete_fields:
            before = self.changed
            if isinstance(field, StreamField):
                block = field.stream_block
                raw = block.get_prep_value(getattr(content, field.name))
                new = self.block(block, raw)
                if self.changed != before:
                    setattr(content, field.name, block.to_python([] if new is _GONE else new))
            elif isinstance(field, RichTextField):
                new = self.rich_text(getattr(content, field.name) or "")
                if self.changed != before:
                    setattr(content, field.name, new)
            elif isinstance(field, ForeignKey) and _leads_to_a_page(field):
                self.foreign_key(content, field)

    def ask(self, link: Link) -> Decision:
        decision = self.decide(link)
        if not isinstance(decision, Keep):
            self.changed += 1
        return decision

    def foreign_key(self, content: Model, field: "ForeignKey[Any, Any]") -> None:
        key = getattr(content, field.attname)
        if key is None:
            return
        decision = self.ask(Link(key, "", str(field.verbose_name)))
        if isinstance(decision, LeadTo) and decision.page is not None:
            setattr(content, field.attname, decision.page)
        elif not isinstance(decision, Keep) and field.null:
            setattr(content, field.attname, None)

    def block(self, block: blocks.Block, raw: Any) -> Any:
        """The raw value as it is to be; `_GONE` for what its parent shall drop."""
        if raw is None:
            return raw
        if isinstance(block, LinkBlock):
            raw = self.link_block(raw)
            if raw is _GONE:
                return raw
        if isinstance(block, blocks.StreamBlock):
            return self.children(raw, lambda child: block.child_blocks.get(child["type"]))
        if isinstance(block, blocks.ListBlock):
            return self.children(raw, lambda _child: block.child_block)
        if isinstance(block, blocks.StructBlock):
            return self.struct(block, raw)
        if isinstance(block, TypedTableBlock):
            return self.table(block, raw)
        if isinstance(block, blocks.RichTextBlock):
            return self.rich_text(raw)
        if isinstance(block, blocks.PageChooserBlock):
            return self.plain(Link(int(raw), "", block.label or ""), raw)
        if isinstance(block, blocks.URLBlock) and raw:
            return self.plain(Link(None, raw, block.label or ""), raw)
        return raw

    def children(self, raw: Any, block_of: Callable[[Any], blocks.Block | None]) -> list[Any]:
        kept = []
        for child in raw:
            block = block_of(child)
            value = child["value"] if block is None else self.block(block, child["value"])
            if value is not _GONE:
                kept.append({**child, "value": value})
        return kept

    def struct(self, block: blocks.StructBlock, raw: Any) -> Any:
        own = ("page", "address") if isinstance(block, LinkBlock) else ()
        for name, child in block.child_blocks.items():
            if name in raw and name not in own:
                value = self.block(child, raw[name])
                raw = {**raw, name: None if value is _GONE else value}
        return raw

    def table(self, block: TypedTableBlock, raw: Any) -> Any:
        inner = [block.child_blocks.get(column["type"]) for column in raw["columns"]]
        rows = []
        for row in raw["rows"]:
            values = [
                value if child is None else self.block(child, value)
                for child, value in zip(inner, row["values"], strict=True)
            ]
            rows.append({**row, "values": ["" if one is _GONE else one for one in values]})
        return {**raw, "rows": rows}

    def plain(self, link: Link, raw: Any) -> Any:
        """A chooser or an address by itself: it can be replaced by its own kind only, else it goes."""
        decision = self.ask(link)
        if isinstance(decision, Keep):
            return raw
        if isinstance(decision, LeadTo):
            new = decision.page if link.page is not None else decision.address
            return _GONE if new in (None, "") else new
        return _GONE

    def link_block(self, raw: Any) -> Any:
        page, address = raw.get("page"), raw.get("address") or ""
        if page is None and not address:
            return raw
        words = raw.get("label") or address
        decision = self.ask(Link(page, "" if page is not None else address, words))
        if isinstance(decision, Keep):
            return raw
        if isinstance(decision, LeadTo):
            label = raw.get("label") or ("" if decision.page is not None else decision.address)
            return {**raw, "page": decision.page, "address": decision.address, "label": label}
        return _GONE

    def rich_text(self, html: str) -> str:
        if "<a " not in html:
            return html
        before = self.changed
        soup = BeautifulSoup(html, "html.parser")
        for tag in soup.find_all("a"):
            link = _link_of(tag)
            if link is not None:
                _carry_out(self.ask(link), tag)
        return html if self.changed == before else str(soup)


def _leads_to_a_page(field: "ForeignKey[Any, Any]") -> bool:
    """Whether the field is a choice of the editors', not one of the tree's own columns."""
    return (
        issubclass(field.related_model, Page)
        and field.model is not Page
        and not field.remote_field.parent_link
    )


def _link_of(tag: Tag) -> Link | None:
    words = tag.get_text(" ", strip=True)
    if tag.get("linktype") == "page":
        number = str(tag.get("id", ""))
        return Link(int(number), "", words) if number.isdecimal() else None
    if tag.get("linktype"):
        return None  # a document, an e-mail address
    href = str(tag.get("href", "")).strip()
    return Link(None, href, words) if href else None


def _carry_out(decision: Decision, tag: Tag) -> None:
    if isinstance(decision, TakeOut):
        tag.unwrap()
    elif isinstance(decision, LeadTo):
        for name in ("linktype", "id", "href"):
            del tag[name]
        if decision.page is not None:
            tag["linktype"], tag["id"] = "page", str(decision.page)
        else:
            tag["href"] = decision.address
