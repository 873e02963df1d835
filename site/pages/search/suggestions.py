"""What else to look for: a correction of what was typed, or how it could go on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Q

from pages.models import SearchWord

from .engine import Question, which_find
from .words import Word, query_words

NUMBER = 5
# Above this ratio two words differ by a slip of the finger (difflib's ratio, 0 to 1).
ALIKE = 0.75
# A word is corrected by one of so many that stand on the most pages.
MOST_KNOWN = 8_000
# Whoever has mistyped more words than this is not helped by correcting them all.
MOST_UNKNOWN = 2

# The words that are known best, by an index that holds all of them, and which of them are near another.
_FREQUENT = """
    SELECT folded, written, pages FROM (
        SELECT folded, written, pages FROM pages_searchword
        WHERE language = %s ORDER BY pages DESC, folded LIMIT %s
    ) known WHERE
"""
_NEAR = """
    length(folded) BETWEEN %s AND %s
    AND (substr(folded, 1, 1) = %s OR substr(folded, length(folded) - 1) = %s)
"""


@dataclass(frozen=True)
class Suggestion:
    """Another query, which is known to find something."""

    query: str

    @property
    def href(self) -> str:
        """Relative to the search page."""
        return "?" + urlencode({"q": self.query})


def suggest(query: str, asked: list[Word], language: str) -> tuple[Suggestion, ...]:
    """Corrected queries first, then words that begin like the last one typed; at most `NUMBER`."""
    # A query of the same terms finds the same pages: a plural is no news.
    known = {tuple(word.term for word in asked)}
    candidates: dict[Question, Suggestion] = {}
    for candidate in (*_corrections(query, asked, language), *_continuations(asked, language)):
        terms = tuple(word.term for word in query_words(candidate, language))
        if terms not in known:
            known.add(terms)
            candidates[Question(terms)] = Suggestion(candidate)
    found = which_find(list(candidates), language=language)
    return tuple(candidates[question] for question in found[:NUMBER])


def _corrections(query: str, asked: list[Word], language: str) -> Iterator[str]:
    """The query with each unknown word replaced by the word most like it."""
    known = set(
        SearchWord.objects.filter(
            language=language, folded__in=[word.folded for word in asked]
        ).values_list("folded", flat=True)
    )
    unknown = [word for word in asked if word.folded not in known]
    if not unknown or len(unknown) > MOST_UNKNOWN:
        return
    alike = _alike([word.folded for word in unknown], language)
    corrected, others = query, []
    for word in sorted(unknown, key=lambda one: -one.start):
        first, *more = alike.get(word.folded) or [""]
        if not first:
            return
        others = [query[: word.start] + one + query[word.end :] for one in more]
        corrected = corrected[: word.start] + first + corrected[word.end :]
    yield corrected
    if len(unknown) == 1:
        yield from others


def _alike(words: Sequence[str], language: str) -> dict[str, list[str]]:
    """For each of these words, known ones that look like it, the most alike and most frequent first."""
    words = [word for word in words if 3 <= len(word) <= 30]
    if not words:
        return {}
    conditions: list[str] = []
    values: list[str | int] = []
    for word in words:
        conditions.append(_NEAR)
        values += [len(word) - 2, len(word) + 2, word[0], word[-2:]]
    with connection.cursor() as cursor:
        cursor.execute(_FREQUENT + " OR ".join(conditions), [language, MOST_KNOWN, *values])
        candidates = cursor.fetchall()
    return {word: _closest(word, candidates) for word in words}


def _closest(word: str, candidates: Iterable[tuple[str, str, int]]) -> list[str]:
    """The three candidates (folded, written, on how many pages) that look most like a word."""
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    letters, close = set(word), []
    for known, written, pages in candidates:
        if abs(len(known) - len(word)) > 2 or (known[0] != word[0] and known[-2:] != word[-2:]):
            continue
        # Words with that ratio have that share of their letters in common: most are ruled out by it.
        if len(letters.difference(known)) > len(word) - ALIKE * (len(word) + len(known)) / 2:
            continue
        matcher.set_seq1(known)
        if matcher.quick_ratio() < ALIKE:
            continue
        if (ratio := matcher.ratio()) >= ALIKE:
            close.append((-ratio, -pages, written))
    return [written for _ratio, _pages, written in sorted(close)[:3]]


def _continuations(asked: list[Word], language: str) -> Iterator[str]:
    """The query with its last word completed."""
    if not asked or not 2 <= len(asked[-1].folded) <= 30:
        return
    last = asked[-1]
    kept = " ".join(word.folded for word in asked[:-1])
    for written in (
        SearchWord.objects.filter(_begins_with(last.folded), language=language)
        .exclude(folded=last.folded)
        .order_by("-pages", "folded")
        .values_list("written", flat=True)[:NUMBER]
    ):
        yield f"{kept} {written}".strip()


def _begins_with(start: str) -> Q:
    """The words with this beginning: as an index answers it."""
    if connection.vendor == "sqlite":
        return Q(folded__gte=start, folded__lt=f"{start}\U0010ffff")
    return Q(folded__startswith=start)
