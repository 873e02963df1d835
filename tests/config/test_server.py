"""The bridge between granian and Django: bodies in, answers out, whatever their form."""

import socket

import pytest

from tests.streaming import BLOCK, BLOCKS

pytestmark = pytest.mark.xdist_group("server")


@pytest.fixture(scope="module")
def site(make_site):
    return make_site(DJANGO_SETTINGS_MODULE="tests.streaming_settings")


def test_a_stream_arrives_whole(site):
    reply = site.get("/t/endless/")
    assert reply.status == 200
    assert len(reply.body) == len(BLOCK) * BLOCKS
    assert site.request("HEAD", "/t/endless/").body == b""


def test_a_large_file_arrives_whole(site):
    reply = site.get("/t/large/")
    assert (reply.status, len(reply.body)) == (200, len(BLOCK) * BLOCKS)
    assert reply["Content-Length"] == str(len(BLOCK) * BLOCKS)
    head = site.request("HEAD", "/t/large/")
    assert (head.body, head["Content-Length"]) == (b"", str(len(BLOCK) * BLOCKS))


def test_visitors_who_stop_reading_hold_no_thread(site):
    """More of them than there are threads, in the middle of a stream and of a file."""
    waiting = []
    for path in ("/t/endless/", "/t/large/") * 12:
        connection = socket.create_connection(("127.0.0.1", site.port))
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost:{site.port}\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 200")
        waiting.append(connection)
    try:
        assert site.get("/t/size/").status == 200
    finally:
        for connection in waiting:
            connection.close()
    # Whoever left has left nothing behind that others feel.
    assert len(site.get("/t/endless/").body) == len(BLOCK) * BLOCKS


def test_a_stream_that_fails_is_cut_and_the_next_request_answered(site):
    request = f"GET /t/broken/ HTTP/1.1\r\nHost: localhost:{site.port}\r\nConnection: close\r\n\r\n"
    assert b"begun" in site.raw(request.encode())
    assert site.get("/t/size/").status == 200
    assert "RuntimeError" in site.log.read_text()


@pytest.mark.parametrize("length", [0, 1, 300_000, 2_000_000])
def test_a_body_arrives_whole(site, length):
    headers = {"Content-Type": "application/octet-stream"}
    reply = site.request("POST", "/t/size/", b"x" * length, headers)
    assert reply.text.startswith(f"POST {length} ")


def test_a_chunked_body_arrives_whole(site):
    head = (
        f"POST /t/size/ HTTP/1.1\r\nHost: localhost:{site.port}\r\nConnection: close\r\n"
        "Content-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    body = b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
    assert b"POST 11 " in site.raw(head.encode(), body)


def test_headers_that_come_twice_are_joined(site):
    request = (
        f"GET /t/size/ HTTP/1.1\r\nHost: localhost:{site.port}\r\nConnection: close\r\n"
        "X-Two: a\r\nX-Two: b\r\n\r\n"
    )
    assert b"GET 0 a,b" in site.raw(request.encode())


def test_cookies_and_an_empty_answer(site):
    reply = site.get("/t/cookies/")
    assert reply.status == 204
    assert [cookie.strip().split("=")[0] for cookie in reply.all("Set-Cookie")] == ["one", "two"]
    assert reply.body == b""


def test_a_connection_serves_one_request_after_another(site):
    request = f"GET /t/size/ HTTP/1.1\r\nHost: localhost:{site.port}\r\n\r\n".encode()
    last = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    assert site.raw(request, request, last).count(b"GET 0") == 3
