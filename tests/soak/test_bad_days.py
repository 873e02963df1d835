"""The longer bad days: each thing is away for SOAK_OUTAGE seconds (default 60) while people write."""

import os

import pytest

from tests.bad_days.outages import locked
from tests.bad_days.scene import on_postgresql, on_sqlite
from tests.bad_days.seeing import warm
from tests.bad_days.story import Outage, faults_of, outages_on
from tests.bad_days.test_database_locked import seen
from tests.bad_days.test_disk_full import full_for, postgresql_full_for
from tests.bad_days.test_peers import silent_for

SECONDS = float(os.environ.get("SOAK_OUTAGE", "60"))
POSTS = int(os.environ.get("SOAK_POSTS", "300"))

pytestmark = pytest.mark.timeout(3600)


def test_whatever_is_away_for_a_minute_comes_back_and_nothing_is_lost(tmp_path):
    with on_postgresql(tmp_path) as scene:
        warm(scene)
        assert faults_of(scene, outages_on(scene), posts=POSTS, seconds=SECONDS) == []


def test_a_file_that_is_locked_for_a_minute(filled_database, tmp_path):
    var = tmp_path / "var"
    with on_sqlite(filled_database, var, logs=tmp_path) as scene:
        warm(scene)
        outage = Outage("locked", lambda: locked(var / "site.sqlite3"), seen)
        assert faults_of(scene, [outage], posts=POSTS, seconds=SECONDS) == []


@pytest.mark.mount
def test_a_disk_that_is_full_for_a_minute(filled_database, tmp_path):
    full_for(SECONDS, filled_database, tmp_path, posts=POSTS // 10)


@pytest.mark.mount
def test_a_disk_of_postgresql_that_is_full_for_a_minute(filled_machines, tmp_path):
    assert postgresql_full_for(SECONDS, filled_machines, tmp_path, posts=POSTS // 10) == []


def test_others_that_hang_for_a_minute(filled_database, tmp_path):
    silent_for(SECONDS, filled_database, tmp_path, posts=POSTS // 10)
