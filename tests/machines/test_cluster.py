"""Several machines: each is killed in turn under load, and nothing acknowledged is lost or doubled."""

import pytest

from tests.machines.cluster import faults_after


@pytest.mark.postgresql
@pytest.mark.redis
@pytest.mark.timeout(600)
def test_whatever_is_killed_nothing_is_lost_or_doubled_and_a_restart_fails_nobody(
    tmp_path, filled_machines
):
    kills, faults = faults_after(tmp_path, posts=48, filled=filled_machines)
    assert faults == []
    assert kills == 7, "two servers, two workers, PostgreSQL, Redis, the store"
