"""A visitor of the scratch site: real HTTP on loopback, cookies, and the mails they receive."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.apps import apps
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from wagtail.models import Page, Site

from outbox.delivering import drain

from .mailbox import Sent, sent

Files = Mapping[str, tuple[str, bytes, str]]


# The public forms that anybody has filled in so far, by the name in their tokens.
FILLED: set[str] = set()


class Unexpected(AssertionError):
    """The site did not answer as it does to a visitor."""


@dataclass(frozen=True)
class Answer:
    """An answer of the site."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass
class Visitor:
    """Somebody without an account, with a browser of their own. Rehearsals get one in `plant`."""

    port: int
    mails: Path
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """Open an address."""
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str], files: Files | None = None) -> Answer:
        """Send a form; `files` maps a field to (name, content, content type)."""
        if not files:
            kind = "application/x-www-form-urlencoded"
            return self._ask("POST", path, urlencode(fields).encode(), kind)
        edge = uuid4().hex
        body = b"".join(_parts(fields, files, edge)) + f"--{edge}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={edge}")

    def fill_in(
        self, path: str, form: str, fields: Mapping[str, str], files: Files | None = None
    ) -> Answer:
        """Fill in and send the public form `form` of the page at `path`. Raises Unexpected unless
        the site thanks for it.
        """
        self.get(path)
        token = self.get(f"/form-token/?form={form}").text.split('"token": "')[1].split('"')[0]
        answer = self.post(path, {**fields, "form_token": token}, files)
        if answer.status != 303:
            raise Unexpected(f"The form {form} was not taken: {answer.status}.")
        FILLED.add(form)
        return self.get(answer.headers["Location"])

    def path_of(self, model: str) -> str:
        """The path of a page of this type, made under the French home page when there is none."""
        kind: Any = apps.get_model(model)
        page = kind.objects.live().order_by("pk").first()
        if page is None:
            home = Site.objects.get(is_default_site=True).root_page
            slug = model.split(".")[1].lower()
            page = home.add_child(instance=kind(title=slug, slug=slug, locale=home.locale))
        return str(Page.objects.get(pk=page.pk).get_url())

    def mails_to(self, address: str) -> list[Sent]:
        """The mails this address has received, after the worker has delivered what waits."""
        drain()
        return [mail for mail in sent(self.mails) if mail.to == address]

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Host": f"localhost:{self.port}"}
        if kind:
            headers["Content-Type"] = kind
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            for line in response.headers.get_all("Set-Cookie", []):
                for name, morsel in SimpleCookie(line).items():
                    self.cookies[name] = morsel.value
            return Answer(response.status, dict(response.headers.items()), response.read())
        finally:
            connection.close()


def _parts(fields: Mapping[str, str], files: Files, edge: str) -> Iterator[bytes]:
    for name, value in fields.items():
        yield (
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        ).encode()
    for name, (file_name, content, kind) in files.items():
        yield (
            (
                f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
                f"Content-Type: {kind}\r\n\r\n"
            ).encode()
            + content
            + b"\r\n"
        )


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """The site's own access log says it."""


@contextmanager
def served(port: int) -> Iterator[None]:
    """Serve the site of this process on a port of loopback, with all its middleware."""
    server = WSGIServer(("127.0.0.1", port), _Quiet)
    server.set_app(get_internal_wsgi_application())

    def serve() -> None:
        server.serve_forever(poll_interval=0.05)
        connections.close_all()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
