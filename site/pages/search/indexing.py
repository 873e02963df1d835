"""Keeps the search entries and the vocabulary in step with the published pages."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import translation
from modelsearch.index import SearchField
from wagtail.models import Page

from pages.models import LandingPage, SearchEntry, SearchPage, SearchWord

from .words import configuration, words

# For excerpts; what stands further down is found all the same.
MAX_TEXT = 20_000
MAX_TERMS = 60_000
_VOCABULARY = re.compile(r"[a-z]{3,30}")
_LEAD_FIELDS = {"summary", "tagline", "search_description"}


def is_searchable(page: Page) -> bool:
    """Whether the public search may show this page: published, no campaign, not kept out of engines."""
    return (
        page.live
        and page.depth > 1
        and not isinstance(page, LandingPage | SearchPage)
        and bool(getattr(page, "indexable", True))
    )


@transaction.atomic
def index_page(page: Page) -> None:
    """Write what the search knows of `page` (the specific page); forget it when it may not be shown."""
    if not is_searchable(page):
        forget_page(page.pk)
        return
    language = page.locale.language_code
    # What a page shows of shared pieces is in its own language, whoever saves it in which.
    with translation.override(language):
        lead, body = _texts(page)
    title = unicodedata.normalize("NFC", page.title)
    vocabulary = _vocabulary(f"{title} {lead} {body}", language)
    before = SearchEntry.objects.filter(page_id=page.pk).first()
    SearchEntry.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "language": language,
            "title": title,
            "lead": lead[:MAX_TEXT],
            "text": body[:MAX_TEXT],
            "title_terms": _terms(title, language),
            "lead_terms": _terms(lead, language),
            "body_terms": _terms(body, language),
            "vocabulary": " ".join(sorted(vocabulary)),
        },
    )
    known = set(before.vocabulary.split()) if before and before.language == language else set()
    _count_in(language, {word: vocabulary[word] for word in vocabulary if word not in known})
    if before:
        gone = known - set(vocabulary) if before.language == language else before.vocabulary.split()
        count_out(before.language, gone)


def forget_page(key: int) -> None:
    """Remove what the search knows of the page with this key (a signal counts its words back)."""
    SearchEntry.objects.filter(page_id=key).delete()


def count_out(language: str, gone: Iterable[str]) -> None:
    """Words that left a page: a word that stands on no page any more is forgotten."""
    for some in _chunks(sorted(gone)):
        rows = SearchWord.objects.filter(language=language, folded__in=some)
        rows.filter(pages__lte=1).delete()
        # The condition is looked at again when another transaction held the row.
        rows.filter(pages__gt=1).update(pages=F("pages") - 1)


def _count_in(language: str, arrived: dict[str, str]) -> None:
    for some in _chunks(sorted(arrived)):
        rows = SearchWord.objects.filter(language=language, folded__in=some)
        known = set(rows.values_list("folded", flat=True))
        rows.update(pages=F("pages") + 1)
        SearchWord.objects.bulk_create(
            [
                SearchWord(language=language, folded=word, written=arrived[word])
                for word in some
                if word not in known
            ],
            ignore_conflicts=True,
        )


def _chunks(all_words: list[str]) -> Iterable[list[str]]:
    return (all_words[start : start + 400] for start in range(0, len(all_words), 400))


def _texts(page: Page) -> tuple[str, str]:
    """The text that opens the page and the rest, as its type declares them in `search_fields`."""
    lead = [str(page.search_description)]
    body: list[str] = []
    for field in page.get_search_fields():
        if isinstance(field, SearchField) and field.field_name != "title":
            text = _plain(field.get_value(page))
            (lead if field.field_name in _LEAD_FIELDS else body).append(text)
    return _line(lead), _line(body)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple | set):
        return " ".join(_plain(one) for one in value)
    return "" if value is None else str(value)


def _line(texts: list[str]) -> str:
    text = " ".join(" ".join(dict.fromkeys(filter(None, texts))).split())
    return unicodedata.normalize("NFC", text.replace("\0", ""))


def _terms(text: str, language: str) -> str:
    terms = []
    for number, word in enumerate(words(text, language)):
        if number >= MAX_TERMS:
            break
        terms.append(word.term)
    return " ".join(terms)


def _vocabulary(text: str, language: str) -> dict[str, str]:
    """The words worth suggesting: folded -> as written, in lower case."""
    stop = configuration(language).stop_words
    found: dict[str, str] = {}
    for word in words(text[: 2 * MAX_TEXT], language):
        if word.folded not in stop and _VOCABULARY.fullmatch(word.folded):
            found.setdefault(word.folded, text[word.start : word.end].lower()[:30])
    return found
