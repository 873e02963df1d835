"""The public search's index, filled by the thousand with what indexing one by one would write."""

import unicodedata
from collections import Counter
from collections.abc import Sequence

from django.db.models import F
from wagtail.models import Page

from pages.models import SearchEntry, SearchWord
from pages.search.indexing import MAX_TEXT, _terms, _texts, _vocabulary


def index_pages(pages: Sequence[Page]) -> None:
    """New pages of one language, none of which the index knows."""
    language = pages[0].locale.language_code
    entries, words, written = [], Counter[str](), {}
    for page in pages:
        lead, body = _texts(page)
        title = unicodedata.normalize("NFC", page.title)
        vocabulary = _vocabulary(f"{title} {lead} {body}", language)
        words.update(vocabulary.keys())
        written.update(vocabulary)
        entries.append(
            SearchEntry(
                page_id=page.pk,
                language=language,
                title=title,
                lead=lead[:MAX_TEXT],
                text=body[:MAX_TEXT],
                title_terms=_terms(title, language),
                lead_terms=_terms(lead, language),
                body_terms=_terms(body, language),
                vocabulary=" ".join(sorted(vocabulary)),
            )
        )
    SearchEntry.objects.bulk_create(entries, batch_size=100)
    _count(language, words, written)


def _count(language: str, words: Counter[str], written: dict[str, str]) -> None:
    SearchWord.objects.bulk_create(
        [
            SearchWord(language=language, folded=word, written=written[word], pages=0)
            for word in words
        ],
        ignore_conflicts=True,
        batch_size=200,
    )
    by_number: dict[int, list[str]] = {}
    for word, number in words.items():
        by_number.setdefault(number, []).append(word)
    for number, some in by_number.items():
        for start in range(0, len(some), 400):
            SearchWord.objects.filter(
                language=language, folded__in=some[start : start + 400]
            ).update(pages=F("pages") + number)
