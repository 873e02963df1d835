"""Requests that are malformed, too large or meant for another site end cleanly."""

import contextlib
import json
import re

import pytest

FORM = "application/x-www-form-urlencoded"


def post(site, body, content_type, path="/", **headers):
    return site.request("POST", path, body, {"Content-Type": content_type, **headers})


@pytest.mark.parametrize(
    "charset", ["utf-16", "utf-7", "utf-32", "idna", "rot13", "nonsense", "\\"]
)
@pytest.mark.parametrize("path", ["/", "/admin/login/", "/contact/"])
def test_an_exotic_charset_is_refused(site_server, charset, path):
    assert post(site_server, b"a=1", f"{FORM}; charset={charset}", path).status == 400


@pytest.mark.parametrize(
    "body",
    [
        b"garbage",
        b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1",
        b"--x\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n",
    ],
)
def test_a_broken_multipart_body_is_refused(site_server, body):
    for path in ("/", "/admin/login/"):
        assert post(site_server, body, "multipart/form-data; boundary=x", path).status == 400
        assert post(site_server, body, "multipart/form-data", path).status == 400


def test_too_many_fields_are_refused(site_server):
    body = "&".join(f"field{number}=1" for number in range(10_000)).encode()
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    for path in ("/", "/admin/login/"):
        assert post(site_server, body, FORM, path).status == 400
        parts = part * 10_000 + b"--x--\r\n"
        assert post(site_server, parts, "multipart/form-data; boundary=x", path).status == 400


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil"}, {"Host": "localhost:abc"}, {"X-Forwarded-Host": "evil"}, {"Host": ""}],
)
def test_another_sites_name_is_refused(site_server, headers):
    assert site_server.request("GET", "/", headers=headers).status == 400


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET /%00 HTTP/1.1", b"400"),
        (b"GET /?q=%00 HTTP/1.1", b"400"),
        (b"GET /\x00 HTTP/1.1", b"400"),
        (b"GET http://evil/ HTTP/1.1", b"400"),
        (b"GET /%ff%fe/ HTTP/1.1", b"404"),
        (b"GET /%C3%A9quipe/ HTTP/1.1", b"404"),
        (b"GET /%zz HTTP/1.1", b"404"),
        (b"GET /a/../../etc/passwd HTTP/1.1", b"404"),
        (b"TRACE / HTTP/1.1", b"405"),
        (b"OPTIONS * HTTP/1.1", b"404"),
        (b"NONSENSE / HTTP/1.1", b"405"),
        (b"CONNECT evil:443 HTTP/1.1", b"405"),
        (b"not http at all", b"400"),
    ],
)
def test_an_odd_request_line_never_gives_a_500(site_server, request_line, status):
    host = f"Host: localhost:{site_server.port}\r\nConnection: close\r\n\r\n".encode()
    assert site_server.raw(request_line + b"\r\n" + host).split(b" ")[1] == status


def test_two_hosts_are_refused(site_server):
    reply = site_server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n")
    assert reply.startswith(b"HTTP/1.1 400")


def test_headers_have_a_limit(site_server):
    reply = site_server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100_000)
    assert reply == b"" or reply.startswith(b"HTTP/1.1 431")
    assert site_server.get("/healthz").status == 200


def test_a_header_cannot_be_smuggled_with_an_underscore(tls_site):
    """X_Forwarded_Proto would become the variable of X-Forwarded-Proto."""
    request = (
        b"GET /admin/login/ HTTP/1.1\r\nHost: www.example.com\r\nX_Forwarded_Proto: https\r\n"
        b"Connection: close\r\n\r\n"
    )
    assert tls_site.server.raw(request).startswith(b"HTTP/1.1 301")


def test_a_body_over_the_limit_is_cut_before_it_is_sent(site_server):
    """With a Content-Length the answer comes before the first byte of the body."""
    head = (
        f"POST / HTTP/1.1\r\nHost: localhost:{site_server.port}\r\n"
        "Content-Type: text/plain\r\nContent-Length: 100000000\r\n\r\n"
    )
    assert site_server.raw(head.encode()).startswith(b"HTTP/1.1 413")


def test_a_chunked_body_is_cut_at_the_limit(site_server):
    head = (
        f"POST / HTTP/1.1\r\nHost: localhost:{site_server.port}\r\n"
        "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    memory = resident(site_server)
    block = b"x" * 65_536
    chunk = b"%x\r\n%s\r\n" % (len(block), block)
    taken, reply = send_until_refused(site_server, head.encode(), chunk, 100 * 1024 * 1024)
    assert reply.startswith(b"HTTP/1.1 413") or reply == b""
    assert taken < 40 * 1024 * 1024, "the server went on reading"
    assert resident(site_server) - memory < 20 * 1024
    assert site_server.get("/healthz").status == 200


def test_a_body_that_breaks_off_reaches_no_view(site_server):
    head = (
        f"POST /admin/login/ HTTP/1.1\r\nHost: localhost:{site_server.port}\r\n"
        f"Content-Type: {FORM}\r\nContent-Length: 100\r\n\r\nusername=a"
    )
    before = seen_by_django(site_server, "/admin/login/")
    with_break(site_server, head.encode())
    assert site_server.get("/healthz").status == 200
    assert seen_by_django(site_server, "/admin/login/") == before


def test_what_the_server_refuses_has_a_number_and_a_line_as_any_answer(site_server):
    head = (
        f"POST /contact/ada@example.com/ HTTP/1.1\r\nHost: localhost:{site_server.port}\r\n"
        "Content-Type: text/plain\r\nContent-Length: 100000000\r\n\r\n"
    )
    reply = site_server.raw(head.encode()).decode()
    number = re.search(r"(?im)^x-request-id: (\w+)", reply)[1]
    (line,) = [one for one in logged(site_server) if one.get("request") == number]
    assert line["method"] == "POST"
    assert line["path"] == "/contact/…/"
    assert line["status"] == 413
    assert line["milliseconds"] >= 0


# --- Tools -----------------------------------------------------------------------------------------
def logged(site):
    return [json.loads(one) for one in site.log.read_text().splitlines() if one[:1] == "{"]


def seen_by_django(site, path):
    """How often Django has answered at a path."""
    answered = [one for one in logged(site) if one["message"] == "answered"]
    return sum(one["path"] == path for one in answered)


def with_break(site, data):
    import socket

    connection = socket.create_connection(("127.0.0.1", site.port))
    connection.sendall(data)
    connection.close()


def send_until_refused(site, head, chunk, most):
    """(bytes the server took, what it answered)."""
    import socket

    taken, reply = 0, b""
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as connection:
        try:
            connection.sendall(head)
            while taken < most:
                connection.sendall(chunk)
                taken += len(chunk)
        except OSError:
            pass
        with contextlib.suppress(OSError):
            reply = connection.recv(1000)
    return taken, reply


def resident(site):
    """KiB of memory that the server's processes hold."""
    from pathlib import Path

    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children").read_text()
    total = 0
    for number in [str(site.process.pid), *children.split()]:
        for line in Path(f"/proc/{number}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1])
    return total
