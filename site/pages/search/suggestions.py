"""What else to look for: a correction of what was typed, or how it could go on."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlencode

from django.db.models import Q
from django.db.models.functions import Length

from pages.models import SearchWord

from .engine import Question, find
from .words import Word, query_words

NUMBER = 5
# Above this ratio two words differ by a slip of the finger (difflib's ratio, 0 to 1).
ALIKE = 0.75
MAX_CANDIDATES = 3000


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
    found = []
    for candidate in (*_corrections(query, asked, language), *_continuations(asked, language)):
        terms = tuple(word.term for word in query_words(candidate, language))
        if terms in known:
            continue
        known.add(terms)
        if find(Question(terms), language=language, limit=1):
            found.append(Suggestion(candidate))
        if len(found) == NUMBER:
            break
    return tuple(found)


def _corrections(query: str, asked: list[Word], language: str) -> Iterator[str]:
    """The query with each unknown word replaced by the word most like it."""
    known = set(
        SearchWord.objects.filter(
            language=language, folded__in=[word.folded for word in asked]
        ).values_list("folded", flat=True)
    )
    unknown = [word for word in asked if word.folded not in known]
    if not unknown:
        return
    corrected, others = query, []
    for word in sorted(unknown, key=lambda one: -one.start):
        alike = _alike(word.folded, language)
        if not alike:
            return
        corrected = corrected[: word.start] + alike[0] + corrected[word.end :]
        others = [query[: word.start] + one + query[word.end :] for one in alike[1:]]
    yield corrected
    if len(unknown) == 1:
        yield from others


def _alike(folded: str, language: str) -> list[str]:
    """Known words that look like `folded`, the most alike and most frequent first."""
    if not 3 <= len(folded) <= 30:
        return []
    candidates = (
        SearchWord.objects.filter(language=language)
        .annotate(length=Length("folded"))
        .filter(length__gte=len(folded) - 2, length__lte=len(folded) + 2)
        .filter(Q(folded__startswith=folded[0]) | Q(folded__endswith=folded[-2:]))
        .order_by("-pages", "folded")
        .values_list("folded", "written", "pages")[:MAX_CANDIDATES]
    )
    matcher = SequenceMatcher()
    matcher.set_seq2(folded)
    close = []
    for known, written, pages in candidates:
        matcher.set_seq1(known)
        if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
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
        SearchWord.objects.filter(language=language, folded__startswith=last.folded)
        .exclude(folded=last.folded)
        .order_by("-pages", "folded")
        .values_list("written", flat=True)[:NUMBER]
    ):
        yield f"{kept} {written}".strip()
