"""What many pages share, kept in the process until something it was made of is written.

    menu = remembered(("menu", language), lambda: build_menu(language))

The value is shared between threads: nobody may change it. Where changes are not followed (commands,
the worker, tests) it is made anew each time.
"""

import threading
from collections.abc import Callable, Hashable, Iterable
from datetime import timedelta
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from cms.freshness.changes import follower, written_here
from cms.freshness.reading import Reads, aside, current, observe_row, reading
from cms.freshness.writing import EVERYTHING

T = TypeVar("T")
MOST = 2000  # values; all are forgotten when there are more

_kept: dict[Hashable, tuple[Any, Reads, frozenset[str]]] = {}
_lock = threading.Lock()


def remembered(key: Hashable, make: Callable[[], T], *, of: Iterable[Model] = ()) -> T:
    """What `make` gives; asked again only once something it has read was written, or is over.

    `of`: rows that were taken out of the database before, and that `make` uses.
    """
    if not follower.following:
        return make()
    # What this transaction has written is seen by nobody else, and may be undone.
    own = written_here()
    if not follower.current:
        if connection.in_atomic_block:
            return make()
        follower.catch_up()
    if own is None:
        return make()
    kept = _kept.get(key)
    if kept is not None and own.isdisjoint(kept[2]):
        value, reads, _tags = kept
        if reads.until is None or reads.until > timezone.now():
            if (outer := current()) is not None:
                outer.include(reads)
            return value
    with follower.making() as written:
        written |= own
        with reading() as reads:
            for instance in of:
                observe_row(type(instance), instance)
            value = make()

        def put(tags: frozenset[str]) -> None:
            with _lock:
                if len(_kept) >= MOST:
                    _kept.clear()
                _kept[key] = (value, reads, tags)

        follower.keep(reads.tags, written, put)
    return value


def remembered_for(key: Hashable, length: timedelta, make: Callable[[], T]) -> T:
    """What `make` gave within this length of time; what it has read keeps nothing else from being kept."""
    if not follower.following:
        with aside():
            return make()

    def timed() -> T:
        with aside():
            value = make()
        if (reads := current()) is not None:
            reads.ends(timezone.now() + length)
        return value

    return remembered(key, timed)


def forget(tags: set[str]) -> None:
    """Drop what was made of any of these."""
    with _lock:
        if EVERYTHING in tags:
            _kept.clear()
            return
        for key in [key for key, kept in _kept.items() if not kept[2].isdisjoint(tags)]:
            del _kept[key]


follower.tell(forget)
