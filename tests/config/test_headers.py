"""The protecting headers, as they come over the wire."""

import pytest

from tests.observatory import policy_of, score

# An address of every kind of answer: page, redirect, error, file, machine-readable.
ANSWERS = {
    "/": 200,
    "/admin/login/": 200,
    "/admin/": 302,
    "/nowhere/": 404,
    "/en/nowhere/": 404,
    "/admin/nowhere/": 302,
    "/media/images/nothing.jpg": 404,
    "/documents/1/nothing.pdf": 404,
    "/static/nothing.css": 404,
    "/static/wagtailadmin/css/core.css": 200,
    "/healthz": 200,
    "/%00": 400,
}


def assert_protected(reply, where):
    policy = policy_of(reply["Content-Security-Policy"] or "")
    assert policy["default-src"] == {"'none'"}, where
    assert policy["object-src"] == policy["base-uri"] == {"'none'"}, where
    assert "frame-ancestors" in policy, where
    assert policy["script-src"] == {"'self'"}, where
    assert len(reply.all("Content-Security-Policy")) == 1, where
    assert reply["X-Content-Type-Options"] == "nosniff", where
    assert reply["Referrer-Policy"] == "strict-origin-when-cross-origin", where
    assert "camera=()" in reply["Permissions-Policy"], where
    assert reply["Cross-Origin-Opener-Policy"] == "same-origin", where
    assert reply["Cross-Origin-Resource-Policy"] == "same-origin", where
    assert reply["X-Frame-Options"] == "DENY", where


def test_every_kind_of_answer_is_protected(site_server):
    for path, status in ANSWERS.items():
        reply = site_server.get(path)
        assert reply.status == status, path
        assert_protected(reply, path)


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("TRACE", "/", {}, 405),
        ("GET", "/", {"Host": "evil"}, 400),
        ("POST", "/", {"Content-Type": "text/plain; charset=utf-16"}, 400),
        ("POST", "/admin/login/", {"Content-Type": "application/x-www-form-urlencoded"}, 403),
        ("POST", "/", {"Content-Length": "100000000"}, 413),
    ],
)
def test_refusals_are_protected_too(site_server, method, path, headers, status):
    reply = site_server.request(method, path, headers=headers)
    assert reply.status == status
    assert_protected(reply, path)


def test_an_error_of_ours_is_protected(make_site, tmp_path):
    """A 500 and the 503 of a vanished database carry the policy too."""
    site = make_site()
    for name in ("site.sqlite3", "site.sqlite3-wal", "site.sqlite3-shm"):
        (site.var / name).unlink(missing_ok=True)
    (site.var / "site.sqlite3").mkdir()  # a database that cannot be opened
    for path in ("/", "/en/"):
        reply = site.get(path)
        assert reply.status == 503, path
        assert_protected(reply, path)
    site.stop()


def test_behind_tls_the_observatory_gives_145_points(tls_site):
    for path in ("/", "/en/", "/admin/login/", "/nowhere/"):
        reply = tls_site.visit(path)
        points, parts = score(reply)
        assert points >= 145, (path, parts)
        assert min(parts.values()) >= 0, (path, parts)


def test_behind_tls_transport_is_strict_and_cookies_are_bound_to_the_host(tls_site):
    reply = tls_site.get("/admin/login/")
    assert reply["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    cookies = reply.all("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.strip().startswith("__Host-")
        assert "Secure" in cookie
        assert "SameSite=Lax" in cookie
        assert "Domain=" not in cookie
    assert "upgrade-insecure-requests" in reply["Content-Security-Policy"]


def test_plain_http_is_sent_to_https_on_the_same_host(tls_site):
    reply = tls_site.get("/contact/?a=1", X_Forwarded_Proto="http")
    assert (reply.status, reply["Location"]) == (301, f"https://{tls_site.host}/contact/?a=1")
    assert_protected(reply, "redirect")


@pytest.mark.parametrize("path", ["/", "/en/", "/nowhere/", "/static/wagtailadmin/css/core.css"])
def test_reading_sets_no_cookie(site_server, path):
    reply = site_server.get(path)
    assert reply.all("Set-Cookie") == []
    assert "Cookie" not in (reply["Vary"] or "")


def test_static_files_are_kept_for_good_and_sent_compressed(site_server):
    page = site_server.get("/admin/login/").text
    path = page.split('href="/static/')[1].split('"')[0]
    reply = site_server.get(f"/static/{path}", Accept_Encoding="br")
    assert reply.status == 200
    assert "immutable" in reply["Cache-Control"]
    assert reply["Content-Encoding"] == "br"
    assert_protected(reply, path)
