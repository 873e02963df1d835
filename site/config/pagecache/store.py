"""The kept pages of one process: found by address, dropped by what they were made of."""

import gzip
import sys
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import time
from typing import Any

from cms.freshness.writing import EVERYTHING
from config.bridge import Answer

# scheme is https, host, path
Place = tuple[bool, str, str]
Arguments = tuple[tuple[str, str], ...]
# place, arguments that the page reads, services that may load
Key = tuple[Place, Arguments, str]

MOST_PLACES = 50_000
MOST_CHOICES = 10_000
# Bytes beside the bodies: the headers of a page, and each thing that it was made of.
A_PAGE, A_TAG = 4_000, 100
CHOICE_FRESH = 30.0  # seconds a consent cookie is believed without looking it up again


@dataclass(frozen=True, slots=True)
class Kept:
    """A page: the answers with its body as it is and compressed, made once, and until when they hold."""

    etag: str
    answers: dict[str, Answer]  # by encoding: "gzip" and "br"; "" of a page too small to pack
    not_modified: Answer
    until: float
    seen: Callable[[Any], None] | None = None  # told of each view with the visitor's headers

    @property
    def size(self) -> int:
        """Bytes, about."""
        return sum(len(one.body) for one in self.answers.values()) + A_PAGE

    def answer(self, encoding: str) -> Answer:
        """The page in this encoding; unpacked for the few who take none: twice the memory saved."""
        ready = self.answers.get(encoding)
        return unpacked(self.answers["gzip"]) if ready is None else ready


def unpacked(answer: Answer) -> Answer:
    """A gzipped answer as it was."""
    body = gzip.decompress(answer.body)
    own = ("content-encoding", "content-length")
    headers = [header for header in answer.headers if header[0] not in own]
    return Answer(answer.status, [*headers, ("content-length", str(len(body)))], body)


@dataclass
class Figures:
    """What has happened since the start."""

    hits: int = 0
    not_modified: int = 0
    misses: int = 0
    kept: int = 0
    dropped: int = 0


@dataclass
class Store:
    """At most `limit` bytes of pages; those not asked for the longest go first."""

    limit: int
    figures: Figures = field(default_factory=Figures)
    size: int = 0

    def __post_init__(self) -> None:
        self._pages: OrderedDict[Key, Kept] = OrderedDict()
        self._tags: dict[Key, frozenset[str]] = {}
        self._by_tag: dict[str, set[Key]] = defaultdict(set)
        self._lock = threading.RLock()
        # Which arguments a page reads, as far as it was seen to.
        self.arguments: dict[Place, frozenset[str]] = {}
        # Whether answers depend on the visitor's choice at all.
        self.by_choice = False
        self._choices: dict[tuple[str, bool], tuple[float, str]] = {}

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key) -> Kept | None:
        """The page, unless it is over."""
        kept = self._pages.get(key)
        if kept is None:
            return None
        if kept.until < time():
            with self._lock:
                self._drop(key)
            return None
        # While there is plenty of room, nobody needs to know who was asked for last.
        if self.size > self.limit // 2:
            with self._lock:
                if key in self._pages:
                    self._pages.move_to_end(key)
        return kept

    def put(self, key: Key, kept: Kept, tags: frozenset[str], reads: frozenset[str]) -> None:
        """Keep a page that is dropped with any of these tags and reads these arguments."""
        size = kept.size + A_TAG * len(tags)
        if size > self.limit // 8:
            return
        with self._lock:
            if not self.arguments.get(key[0], frozenset()) <= reads:
                return  # meanwhile it was seen to read more: this may be the page of other arguments
            if len(self.arguments) > MOST_PLACES:
                self.clear()
            self._drop(key)
            self.arguments[key[0]] = reads
            self._pages[key] = kept
            # Most pages are made of much the same: each tag is there once.
            self._tags[key] = frozenset(map(sys.intern, tags))
            for tag in self._tags[key]:
                self._by_tag[tag].add(key)
            self.size += size
            self.figures.kept += 1
            while self.size > self.limit:
                self._drop(next(iter(self._pages)))

    def forget(self, tags: set[str]) -> None:
        """Drop every page that was made of any of these."""
        with self._lock:
            if EVERYTHING in tags:
                self.clear()
                return
            for tag in tags:
                for key in list(self._by_tag.get(tag, ())):
                    self._drop(key)
                    self.figures.dropped += 1

    def clear(self) -> None:
        """Drop all."""
        with self._lock:
            self.figures.dropped += len(self._pages)
            for known in (self._pages, self._tags, self._by_tag, self.arguments, self._choices):
                known.clear()
            self.by_choice = False
            self.size = 0

    def _drop(self, key: Key) -> None:
        kept = self._pages.pop(key, None)
        if kept is None:
            return
        tags = self._tags.pop(key, frozenset())
        self.size -= kept.size + A_TAG * len(tags)
        for tag in tags:
            self._by_tag[tag].discard(key)
            if not self._by_tag[tag]:
                del self._by_tag[tag]

    # --- What visitors have agreed to ------------------------------------------------------------
    def choice(self, cookie: str, refuses: bool) -> str | None:
        """The services that may load for this cookie; None when it has to be looked up."""
        known = self._choices.get((cookie, refuses))
        return known[1] if known is not None and known[0] > time() else None

    def know_choice(self, cookie: str, refuses: bool, services: str) -> None:
        """Remember for a short while what a cookie was found to say."""
        if len(self._choices) >= MOST_CHOICES:
            self._choices.clear()
        self._choices[cookie, refuses] = (time() + CHOICE_FRESH, services)
