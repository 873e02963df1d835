"""What reaches Sentry when an error happens: a real report to a server on loopback."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli
import pytest

CANARY = "ZZPII7f3"


@pytest.fixture
def sentry():
    """A server that keeps what it is sent."""
    got, arrived = [], threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args):
            pass

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            elif self.headers.get("Content-Encoding") == "br":
                body = brotli.decompress(body)
            if b'"exception"' in body:
                got.append(body.decode())
                arrived.set()
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://key@127.0.0.1:{server.server_port}/1", got, arrived
    server.shutdown()
    server.server_close()


def test_a_report_says_what_and_where_and_nothing_of_anyone(make_site, sentry):
    dsn, got, arrived = sentry
    site = make_site(SENTRY_DSN=dsn)
    for name in ("site.sqlite3", "site.sqlite3-wal", "site.sqlite3-shm"):
        (site.var / name).unlink(missing_ok=True)
    (site.var / "site.sqlite3").mkdir()
    headers = {"Cookie": f"a={CANARY}", "User-Agent": CANARY, "Referer": f"http://x/{CANARY}"}
    reply = site.request("GET", f"/contact/?email={CANARY}", headers=headers)
    assert reply.status == 503
    assert arrived.wait(20)
    site.stop()
    report = got[0]
    assert CANARY not in report
    assert "OperationalError" in report
    event = json.loads(report.splitlines()[-1])
    assert event["request"]["url"].endswith("/contact/")
    assert set(event["request"]) == {"method", "url"}
    assert all(not error["value"] for error in event["exception"]["values"])
    assert "user" not in event
