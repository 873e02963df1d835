"""From the process that writes to all that keep something: the same machine at once, others soon.

A write leaves a row of tags in the database, in its own transaction, and changes the machine's stamp
when it is committed. Who keeps something compares the stamp (no query), reads the new rows when it has
changed, and looks every half second for what other machines have written.
"""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_init, post_migrate, pre_migrate
from django.utils import timezone
from wagtail.models import Site

from cms.freshness import reading, tables, writing
from cms.freshness.numbers import DATABASE, Numbers
from cms.freshness.stamp import Stamp
from cms.models import Change

log = logging.getLogger(__name__)

LOOK_EVERY = 0.5  # seconds
PATIENCE = 1.0  # seconds for the changes to be read
KEPT = timedelta(days=1)
MOST_TAGS = 2000  # in one row of changes

Forget = Callable[[set[str]], None]
Put = Callable[[frozenset[str]], None]
_here = threading.local()


class Follower:
    """What this process knows of the changes."""

    def __init__(self) -> None:
        self.stamp = Stamp(None)
        self.following = (
            False  # whether changes arrive by themselves, so that something may be kept
        )
        self.seen_stamp = b""
        self._failed = False
        self._asking_since: float | None = None
        self._lock = threading.RLock()
        self._numbers = Numbers()
        self._forgetters: list[Forget] = []
        self._making: dict[object, set[str]] = {}

    def tell(self, forget: Forget) -> None:
        """Have `forget` called with the tags of each change; EVERYTHING is one of them."""
        self._forgetters.append(forget)

    @property
    def current(self) -> bool:
        """Whether nothing has been written on this machine since the last look."""
        return self.stamp.read() == self.seen_stamp

    @property
    def blind(self) -> bool:
        """Whether the changes cannot be read: the database is away, or does not answer.

        What is kept goes on being shown then, though it may lack what was written in the last moment.
        """
        since = self._asking_since
        return self._failed or (since is not None and time.monotonic() - since > PATIENCE)

    def catch_up(self) -> None:
        """Learn of every change that is committed. Raises DatabaseError."""
        with self._lock:
            stamp = self.stamp.read()
            self._asking_since = time.monotonic()
            try:
                with reading.aside():
                    tags = self._numbers.news()
            except Exception:
                self._failed = True
                raise
            finally:
                self._asking_since = None
            if tags:
                for written in list(self._making.values()):
                    written |= tags
                for forget in self._forgetters:
                    forget(tags)
            self._failed, self.seen_stamp = False, stamp

    @contextmanager
    def making(self) -> Iterator[set[str]]:
        """Gives the tags of what is written while something is made inside, for `keep`."""
        me, outer = object(), getattr(_here, "written", None)
        with self._lock:
            # A part may be made of rows that were read before the part was begun.
            written = self._making[me] = set(outer or ())
        _here.written = written
        try:
            yield written
        finally:
            _here.written = outer
            del self._making[me]

    def keep(self, read: Set[str], written: Set[str], put: Put) -> bool:
        """Call `put` with the tags by which to forget, unless anything `read` was `written`; whether it was.

        No change arrives meanwhile. What else was written is no reason: a worker may write several times
        a second.
        """
        tags = frozenset({*read, *writing.of_table(read), writing.EVERYTHING})
        with self._lock:
            if not self.current:
                if connection.in_atomic_block:
                    return False  # its own changes would be read, and are not committed
                try:
                    self.catch_up()
                except (DatabaseError, InterfaceError):
                    return False
            if not tags.isdisjoint(written):
                return False
            put(tags)
        return True

    def begin(self) -> None:
        """Know all there is, and keep knowing."""
        self.catch_up()
        self.following = True

    def look(self) -> None:
        """Once: other machines' changes. Never raises: without the database nothing can be learnt."""
        try:
            self.catch_up()
        except (DatabaseError, InterfaceError):
            log.warning("The changes of the content cannot be read")
            connections[DATABASE].close()

    def keep_looking(self, ended: threading.Event) -> None:
        """In a thread of its own, until `ended`."""
        looks = 0
        while not ended.wait(LOOK_EVERY):
            self.look()
            looks += 1
            if looks % 7200 == 1:
                self._prune()

    def _prune(self) -> None:
        try:
            # The last one that everybody knows stays: by it a replaced database is noticed.
            old = Change.objects.filter(at__lt=timezone.now() - KEPT)
            old.filter(pk__lt=self._numbers.last).delete()
        except (DatabaseError, InterfaceError):
            log.warning("Old changes of the content could not be removed")


follower = Follower()
_suspended = threading.local()


def switch_on(stamp: Path | None) -> None:
    """Watch every connection of this process from now on."""
    follower.stamp = Stamp(stamp)
    connection_created.connect(_watch, dispatch_uid="cms.freshness")
    post_init.connect(reading.observe_row, dispatch_uid="cms.freshness")
    pre_migrate.connect(_before_migrating, dispatch_uid="cms.freshness")
    post_migrate.connect(_after_migrating, dispatch_uid="cms.freshness")
    for opened in connections.all(initialized_only=True):
        _watch(sender=None, connection=opened)


def switch_off() -> None:
    """Watch nothing any more (tests)."""
    connection_created.disconnect(dispatch_uid="cms.freshness")
    post_init.disconnect(dispatch_uid="cms.freshness")
    pre_migrate.disconnect(dispatch_uid="cms.freshness")
    post_migrate.disconnect(dispatch_uid="cms.freshness")
    for opened in connections.all(initialized_only=True):
        if _observe in opened.execute_wrappers:
            opened.execute_wrappers.remove(_observe)
    follower.following = False


def _watch(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if connection.alias == DATABASE and _observe not in connection.execute_wrappers:
        connection.execute_wrappers.append(_observe)


def _observe(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    sql = str(sql)
    if sql.startswith("SELECT"):
        reading.observe(sql, params)
        return execute(sql, params, many, context)
    if getattr(_suspended, "now", False):
        return execute(sql, params, many, context)
    result, tags = writing.watched(
        lambda: execute(sql, params, many, context), sql, params, many, context["connection"]
    )
    if tags:
        note(tags, context["connection"])
    return result


def note(tags: set[str], where: BaseDatabaseWrapper = connection) -> None:
    """Leave word that these have changed, in the running transaction."""
    hooks, told = getattr(where, "_changes_told", (None, set()))
    # Django takes a new list with each transaction, and after a savepoint was undone; not after a write
    # outside of one, which is committed at once: what it told is told to nobody else.
    if not where.in_atomic_block or hooks is not where.run_on_commit:
        told = set()
        current = where.run_on_commit if where.in_atomic_block else None
        where._changes_told = (current, told)  # type: ignore[attr-defined]
    new = tags - told
    if not new:
        return
    told |= new
    listed = sorted(new)
    for at in range(0, len(listed), MOST_TAGS):
        part = json.dumps(listed[at : at + MOST_TAGS])
        Change.objects.using(where.alias).create(tags=part)
    transaction.on_commit(follower.stamp.change, using=where.alias)


def written_here(where: BaseDatabaseWrapper = connection) -> Set[str] | None:
    """The tags of what the running transaction has written; None when that is not known any more."""
    hooks, told = getattr(where, "_changes_told", (None, frozenset()))
    if not where.in_atomic_block:
        return frozenset()
    if hooks is where.run_on_commit:
        return told
    # Nothing was written, unless before a savepoint that was undone.
    wrote = any(one[1] == follower.stamp.change for one in where.run_on_commit)
    return None if wrote else frozenset()


def _before_migrating(**kwargs: Any) -> None:
    _suspended.now = True


def _after_migrating(using: str = DATABASE, **kwargs: Any) -> None:
    """What a migration did is not known row by row."""
    if getattr(_suspended, "now", False) and using == DATABASE:
        _suspended.now = False
        if Change._meta.db_table in connections[using].introspection.table_names():
            note({writing.EVERYTHING}, connections[using])


def start() -> None:
    """As the settings say (once the apps are ready)."""
    if settings.PAGE_CACHE_MEGABYTES:
        switch_on(settings.PAGE_STAMP)
        follower.tell(_forget_libraries)


def _forget_libraries(tags: set[str]) -> None:
    """What Wagtail and this package remember of what stands on every page."""
    if writing.EVERYTHING in tags:
        Site.clear_site_root_paths_cache()
        tables.languages.cache_clear()
