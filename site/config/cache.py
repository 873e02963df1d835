"""The cache on Redis, without which the site goes on: while it is away, nothing is remembered.

What is kept there can be had otherwise, only more slowly. So nobody waits for it long, nobody gets an
error for it, and `/readyz` and the log say that it is gone. Whatever should have been deleted meanwhile is
deleted before anything is read again.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

PATIENCE = 1.0  # seconds for a connection, and for an answer
REST = 5.0  # seconds in which it is not asked again
MOST_MISSED = 10_000  # keys; with more, everything is deleted instead

Answer = TypeVar("Answer")


class Absence:
    """What this process knows of a cache that is away; shared by its threads, which have a client each."""

    def __init__(self) -> None:
        self.until = 0.0
        self.missed: set[str] = set()
        self._lock = threading.Lock()

    def begins(self, error: Exception) -> None:
        """It did not answer."""
        self.until = time.monotonic() + REST
        log.warning("cache:away %s", type(error).__name__)

    def missing(self, keys: Iterable[str]) -> None:
        """These were to change, and could not."""
        with self._lock:
            self.missed.update(keys)

    def take_missed(self) -> set[str]:
        """What has to be deleted first; nobody else is told of it."""
        with self._lock:
            missed, self.missed = self.missed, set()
            return missed


absence = Absence()


class PatientClient(RedisCacheClient):
    """Asks Redis, and says what an empty cache would say when it does not answer."""

    def _asked(
        self, otherwise: Answer, work: Callable[[], Answer], changes: Iterable[str] = ()
    ) -> Answer:
        if time.monotonic() >= absence.until:
            missed: set[str] = set()
            try:
                if absence.missed:
                    missed = absence.take_missed()
                    self._forget(missed)
                return work()
            except RedisError as error:
                absence.begins(error)
                absence.missing(missed)
        absence.missing(changes)
        return otherwise

    def _forget(self, keys: set[str]) -> None:
        client = self.get_client(None, write=True)
        if len(keys) > MOST_MISSED:
            client.flushdb()
        elif keys:
            client.delete(*keys)

    def add(self, key: Any, value: Any, timeout: Any) -> bool:
        return self._asked(True, lambda: super(PatientClient, self).add(key, value, timeout))

    def get(self, key: Any, default: Any) -> Any:
        return self._asked(default, lambda: super(PatientClient, self).get(key, default))

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        self._asked(None, lambda: super(PatientClient, self).set(key, value, timeout), [key])

    def touch(self, key: Any, timeout: Any) -> bool:
        return self._asked(False, lambda: super(PatientClient, self).touch(key, timeout))

    def delete(self, key: Any) -> bool:
        return self._asked(False, lambda: super(PatientClient, self).delete(key), [key])

    def get_many(self, keys: Iterable[Any]) -> dict[Any, Any]:
        return self._asked({}, lambda: super(PatientClient, self).get_many(keys))

    def has_key(self, key: Any) -> bool:
        return self._asked(False, lambda: super(PatientClient, self).has_key(key))

    def incr(self, key: Any, delta: int) -> int:
        return self._asked(delta, lambda: super(PatientClient, self).incr(key, delta), [key])

    def set_many(self, data: Mapping[Any, Any], timeout: Any) -> None:
        self._asked(None, lambda: super(PatientClient, self).set_many(data, timeout), data)

    def delete_many(self, keys: Iterable[Any]) -> None:
        keys = list(keys)
        self._asked(None, lambda: super(PatientClient, self).delete_many(keys), keys)

    def clear(self) -> bool:
        return self._asked(False, super().clear)


class PatientCache(RedisCache):
    """Django's cache on Redis, with this client."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        short = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
        super().__init__(server, {**params, "OPTIONS": {**short, **params.get("OPTIONS", {})}})
        self._class = PatientClient
