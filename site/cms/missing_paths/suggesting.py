"""Which page an address that does not exist may have meant."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from django.conf import settings
from wagtail.models import Page

MAX_PAGES = 5000
# Above this ratio (difflib, 0 to 1) two addresses are taken to mean the same page.
ALIKE = 0.6


def suggest(paths: Iterable[str]) -> dict[str, Page]:
    """For each path the published page most like it, or the section it would stand in.

    Paths without any are left out. Reads the tree once, however many paths there are.
    """
    asked = list(paths)
    if not asked:
        return {}
    known: dict[str, Page] = {}
    for page in Page.objects.live().public().filter(depth__gt=1).order_by("path")[:MAX_PAGES]:
        if page.url:
            known[page.url] = page
    addresses = _Addresses(known)
    found = {}
    for path in asked:
        if (page := addresses.nearest(path)) is not None:
            found[path] = page
    return found


class _Addresses:
    """Known addresses by the three-letter pieces they share with others."""

    def __init__(self, known: dict[str, Page]) -> None:
        self.known = known
        self.by_piece: dict[str, set[str]] = defaultdict(set)
        for address in known:
            for piece in _pieces(_last(address)):
                self.by_piece[piece].add(address)

    def nearest(self, path: str) -> Page | None:
        shared: Counter[str] = Counter()
        for piece in _pieces(_last(path)):
            shared.update(self.by_piece.get(piece, ()))
        best, most = None, 0.0
        for address, _number in shared.most_common(20):
            alike = _ratio(_last(path), _last(address))
            # The last part decides; then the language, then the rest of the address.
            same_language = _language(path) == _language(address)
            score = alike + same_language / 10 + _ratio(path, address) / 100
            if alike >= ALIKE and score > most:
                best, most = address, score
        if best is None:
            best = self._section(path)
        return self.known[best] if best else None

    def _section(self, path: str) -> str | None:
        """The nearest page above, but never a home page: that is no answer."""
        parts = path.strip("/").split("/")[:-1]
        while parts:
            address = f"/{'/'.join(parts)}/"
            if address in self.known and self.known[address].depth > 2:
                return address
            parts.pop()
        return None


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2].lower().removesuffix(".html")


def _pieces(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)} if text else set()


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _language(path: str) -> str:
    first = path.strip("/").partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
