"""From what people wrote and what the register says to the HTML of a version."""

from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.html import escape
from wagtail.rich_text import RichText, expand_db_html

from policy.documents.canonical import canonical, hash_of_text
from policy.facts.effective import Facts
from policy.facts.printing import printed
from policy.models import PolicyPage


@dataclass(frozen=True)
class Document:
    """A whole text in one language."""

    language: str
    title: str
    html: str
    contents: list[dict[str, Any]]

    @property
    def hash(self) -> str:
        return hash_of_text(self.title, self.html)


def document_of(page: PolicyPage, facts: Facts) -> Document:
    """The document that this page, as it stands, and these facts make."""
    language = page.locale.language_code
    with translation.override(language):
        parts = [_part(block, facts, language) for block in page.body]
    html, contents = canonical("".join(parts), language=language)
    return Document(language, page.title, html, contents)


def _part(block: Any, facts: Facts, language: str) -> str:
    value = block.value
    if block.block_type == "part":
        return f"<h2>{escape(value['heading'])}</h2>{_rich(value['text'])}"
    level = int(value["level"])
    heading = f"<h{level}>{escape(value['heading'])}</h{level}>" if value["heading"] else ""
    inner = printed(value["kind"], facts, language=language, level=level + 1 if heading else 3)
    return f"{heading}{_rich(value['introduction'])}{inner}"


def _rich(value: RichText | str | None) -> str:
    source = value.source if isinstance(value, RichText) else value or ""
    return str(expand_db_html(source))
