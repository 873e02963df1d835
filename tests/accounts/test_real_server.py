"""The throttle over real HTTP, with several processes that share nothing but the database."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import pytest


@pytest.fixture(scope="module")
def two_processes(make_site: Any) -> Any:
    return make_site(WEB_CONCURRENCY="2")


def test_twelve_guesses_at_once_over_two_processes_get_five_answers(two_processes: Any) -> None:
    door = two_processes.get("/admin/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', door.text)[1]
    cookie = door["Set-Cookie"].split(";")[0]
    body = urlencode(
        {"csrfmiddlewaretoken": token, "username": "rh@dimelo.invalid", "password": "guess"}
    ).encode()
    headers = {
        "Cookie": cookie,
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": two_processes.url,
    }

    def guess(_n: int) -> Any:
        return two_processes.request("POST", "/admin/login/", body, headers)

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(guess, range(12)))
    assert sorted(answer.status for answer in answers) == [200] * 5 + [429] * 7
    assert all(int(a["Retry-After"]) > 0 for a in answers if a.status == 429)


def test_the_door_sets_no_cookie_but_its_own_and_is_not_cached(two_processes: Any) -> None:
    door = two_processes.get("/admin/login/")
    assert [c.split("=")[0] for c in door.all("Set-Cookie")] == ["csrftoken"]
    assert "no-store" in door["Cache-Control"]
    policy = door["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
