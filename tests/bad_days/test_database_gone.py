"""PostgreSQL is killed, and then hangs, under a running server and worker; so does Redis."""

import pytest

from tests.bad_days.scene import on_postgresql
from tests.bad_days.seeing import warm
from tests.bad_days.story import faults_of, outages_on


@pytest.mark.postgresql
@pytest.mark.redis
@pytest.mark.timeout(600)
def test_database_and_cache_go_and_come_back(tmp_path, filled_machines):
    hasty = "tests.bad_days.hasty_settings"
    with on_postgresql(tmp_path, filled_machines, DJANGO_SETTINGS_MODULE=hasty) as scene:
        warm(scene)
        assert faults_of(scene, outages_on(scene), posts=12, seconds=0) == []
