"""The longer run: SOAK_POSTS forms (default 900) while every machine is killed in turn."""

import os

import pytest

from tests.machines.cluster import faults_after


@pytest.mark.timeout(3600)
def test_nothing_is_lost_or_doubled_for_long(tmp_path):
    kills, faults = faults_after(tmp_path, posts=int(os.environ.get("SOAK_POSTS", "900")))
    assert faults == []
    assert kills == 7
