"""What is written about a request, and what never is."""

import json
import logging

import pytest

from config.logs import JsonFormatter, looks_private, public_path

CANARY = "ZZPII7f3"


@pytest.mark.parametrize(
    "segment",
    [
        "dimelo-digital",
        "responsable-relation-client-2026",
        "nouvelles-fonctions-de-dimelo-communities-en-2026",
        "wagtailadmin_home",
        "core.css",
        "123456",
        "mentions-legales",
    ],
)
def test_words_are_written(segment):
    assert not looks_private(segment)


@pytest.mark.parametrize(
    "segment",
    [
        "jean.dupont@example.com",
        "dGhpcyBpcyBhIHNlY3JldA",
        "6f1c2b34-9d7a-4f0e-8a51-0c2f1d3e4b5a",
        "MQ:1tYkZc:Xm3",
        "cnN0dXZ3eHl6QUJDREVG",
        "3f2a91bc04de77aa",
        "a" * 50,
    ],
)
def test_keys_are_not(segment):
    assert looks_private(segment)
    assert segment not in public_path(f"/a/{segment}/b/")


def test_an_argument_named_like_a_key_is_masked():
    match = type("Match", (), {"kwargs": {"token": "short", "slug": "word"}})
    assert public_path("/word/short/", match) == "/word/…/"


def lines(server):
    return [json.loads(line) for line in server.log.read_text().splitlines() if line[:1] == "{"]


def test_an_answer_has_one_line_and_its_number(site_server):
    reply = site_server.get(f"/nowhere/?q={CANARY}", Cookie=f"a={CANARY}", User_Agent=CANARY)
    number = reply["X-Request-ID"]
    mine = [line for line in lines(site_server) if line.get("request") == number]
    access = [line for line in mine if line["logger"] == "config.access"]
    assert len(access) == 1
    assert access[0]["path"] == "/nowhere/"
    assert access[0]["status"] == 404
    assert access[0]["method"] == "GET"


def test_nothing_typed_is_written(site_server):
    site_server.get(f"/search/?q={CANARY}")
    site_server.request(
        "POST",
        f"/admin/login/?next={CANARY}",
        f"username={CANARY}@example.com&password={CANARY}".encode(),
        {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"session={CANARY}"},
    )
    site_server.request("GET", "/", headers={"Host": CANARY})
    site_server.get(f"/{CANARY}@example.com/")
    assert CANARY not in site_server.log.read_text()
    assert "127.0.0.1" not in "".join(
        json.dumps(line) for line in lines(site_server) if line["logger"] == "config.access"
    )


def test_an_exception_is_written_without_its_text():
    """A database quotes the value it refuses."""
    try:
        try:
            raise ValueError(f"Key (email)=({CANARY}) already exists.")
        except ValueError as error:
            raise RuntimeError(CANARY) from error
    except RuntimeError:
        import sys

        record = logging.LogRecord("x.y", 40, __file__, 1, "failed: %s", (CANARY,), sys.exc_info())
    line = JsonFormatter().format(record)
    assert CANARY not in line
    written = json.loads(line)
    assert "RuntimeError" in written["error"]
    assert "ValueError" in written["error"]
    assert any("test_logs.py" in place for place in written["error"])


def test_our_own_messages_are_written_whole():
    record = logging.LogRecord("outbox.worker", 20, __file__, 1, "%d delivered", (3,), None)
    assert json.loads(JsonFormatter().format(record))["message"] == "3 delivered"
