"""The cache on Redis while there is none: an empty one, nobody waits, nothing stale comes back."""

import pytest
from django.core.cache import caches

from config import cache as ours
from tests.ports import free_port

LOCATION = "redis://127.0.0.1:{}/0"


@pytest.fixture
def absence(monkeypatch):
    monkeypatch.setattr(ours, "absence", ours.Absence())
    return ours.absence


@pytest.fixture
def away(absence, settings):
    """A cache whose server is not there."""
    settings.CACHES = {
        "default": {
            "BACKEND": "config.cache.PatientCache",
            "LOCATION": LOCATION.format(free_port()),
        }
    }
    return caches["default"]


def test_it_answers_as_an_empty_cache_would(away):
    assert away.get("a", "otherwise") == "otherwise"
    assert away.get_many(["a", "b"]) == {}
    assert away.add("a", 1)
    assert away.set("a", 1) is None
    assert away.set_many({"a": 1}) == []
    assert not away.has_key("a")
    assert not away.touch("a")
    assert not away.delete("a")
    assert away.delete_many(["a"]) is None
    assert away.get_or_set("a", lambda: 5) == 5
    assert away.incr("a") == 1
    assert not away.clear()


def test_it_is_not_asked_again_for_a_while_and_what_was_missed_is_deleted_first(
    away, absence, monkeypatch
):
    asked = []

    class Redis:
        """Stands for the server that is there again."""

        def delete(self, *keys: str) -> None:
            asked.append(("delete", set(keys)))

        def get(self, key: str) -> None:
            asked.append(("get", key))

    away.set("stale", 1)
    away.delete("gone")
    assert absence.until > 0
    monkeypatch.setattr(ours.PatientClient, "get_client", lambda *args, **named: Redis())
    away.get("a")
    assert asked == [], "it rests"
    absence.until = 0.0
    away.get("a")
    away.get("b")
    missed = {away.make_key("stale"), away.make_key("gone")}
    assert asked == [("delete", missed), ("get", away.make_key("a")), ("get", away.make_key("b"))]
