"""Slow visitors cost an open connection and nothing else."""

import contextlib
import socket
import threading
import time

SLOW = 50
WORST = 2.0  # seconds that a page may take meanwhile (claim G1)


@contextlib.contextmanager
def half_sent(site, data):
    """Fifty visitors who have sent `data` and go no further."""
    open_connections = []
    try:
        for _ in range(SLOW):
            connection = socket.create_connection(("127.0.0.1", site.port))
            connection.sendall(data)
            open_connections.append(connection)
        yield open_connections
    finally:
        for connection in open_connections:
            connection.close()


# Leaves the page to Django and its threads; without it, what is kept is answered before them.
TO_DJANGO = {"Authorization": "Test none"}


def worst_of(site, times=10):
    """The longest of some requests for a kept page, and for one that Django makes, in seconds."""
    worst = 0.0
    for headers in ({}, TO_DJANGO):
        site.get("/", **headers)  # the first one fills what pages share
        for _ in range(times):
            start = time.perf_counter()
            assert site.get("/", **headers).status == 200
            worst = max(worst, time.perf_counter() - start)
    return worst


def held_up(site):
    """What took too long, twice: a busy machine may be late once, whoever is held up is so each time."""
    first = worst_of(site)
    again = worst_of(site) if first > WORST else first
    return [seconds for seconds in (min(first, again),) if seconds > WORST]


def test_half_a_head_holds_nobody_up(site_server):
    with half_sent(site_server, b"GET / HTTP/1.1\r\nHost: loc"):
        assert held_up(site_server) == []


def test_half_a_body_holds_nobody_up(site_server):
    head = f"POST /admin/login/ HTTP/1.1\r\nHost: localhost:{site_server.port}\r\n"
    form = (
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nusername="
    )
    with half_sent(site_server, (head + form).encode()):
        assert held_up(site_server) == []


def test_a_slow_reader_holds_nobody_up(site_server):
    """The largest file of the admin, asked for fifty times by visitors who read nothing."""
    path = "/static/wagtailadmin/js/vendor.js"
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{site_server.port}\r\n\r\n"
    with half_sent(site_server, request.encode()):
        assert held_up(site_server) == []


def test_a_head_that_never_ends_is_closed(site_server):
    """After its ten seconds the server hangs up by itself."""
    assert site_server.raw(b"GET / HTTP/1.1\r\nHost: loc", wait=20) == b""


def test_a_silent_body_is_answered_408(site_server):
    head = f"POST / HTTP/1.1\r\nHost: localhost:{site_server.port}\r\nContent-Length: 9\r\n\r\nab"
    assert site_server.raw(head.encode(), wait=30).startswith(b"HTTP/1.1 408")


def test_a_running_request_ends_before_the_server_does(make_site):
    """SIGTERM in the middle of a body: the request is still answered, then the process ends."""
    site = make_site()
    body = b"username=a&password=b"
    head = (
        f"POST /admin/login/ HTTP/1.1\r\nHost: localhost:{site.port}\r\nContent-Type: "
        f"application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as connection:
        connection.sendall(head.encode() + body[:5])
        assert site.get("/healthz").status == 200
        ending = threading.Thread(target=site.stop)
        ending.start()
        # The port closes first; from then on nobody new is let in.
        for _ in range(200):
            if "Shutting down" in site.log.read_text():
                break
            threading.Event().wait(0.05)
        connection.sendall(body[5:])
        assert connection.recv(1000).startswith(b"HTTP/1.1 403")
    ending.join()
    assert "completed" in site.log.read_text()
