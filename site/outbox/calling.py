"""One request to an address that staff entered: no redirect, no address inside the house, no patience."""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

PATIENCE = 10  # seconds


class ForbiddenAddress(Exception):
    """The address is none of the web, is not secure where it must be, or leads into our own network."""


class Answer(NamedTuple):
    """The head of an answer. `location`: where it sends the caller, or nothing."""

    status: int
    location: str


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Hand `body` over, to https only; the status that the other side answers.

    Raises ForbiddenAddress, OSError, HTTPException.
    """
    if not url.startswith("https://") and not settings.CALLS_INSIDE:
        raise ForbiddenAddress
    return _call("POST", url, body, headers).status


def look(url: str, headers: Mapping[str, str]) -> Answer:
    """Ask for a page, over http or https. Raises ForbiddenAddress, OSError, HTTPException."""
    return _call("GET", url, None, headers)


def _call(method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
    try:
        parts = urlsplit(url)
        host, given = parts.hostname, parts.port
    except ValueError as error:
        raise ForbiddenAddress from error
    if not host or parts.scheme not in ("http", "https"):
        raise ForbiddenAddress
    secure = parts.scheme == "https"
    port = given or (443 if secure else 80)
    connection = _To(_address(host, port), host, port, secure=secure)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, path, body, {"Connection": "close", **headers})
        answer = connection.getresponse()
        answer.read(1024)
        return Answer(answer.status, answer.headers.get("Location", ""))
    finally:
        connection.close()


class _To(http.client.HTTPConnection):
    """A connection to the very address that was checked, whatever the name leads to a moment later."""

    def __init__(self, address: str, host: str, port: int, *, secure: bool) -> None:
        super().__init__(host, port, timeout=PATIENCE)
        self._checked, self._secure = address, secure

    def connect(self) -> None:
        sock = socket.create_connection((self._checked, self.port), self.timeout)
        if self._secure:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=self.host)
        self.sock = sock


def _address(host: str, port: int) -> str:
    """An address of the host that lies outside. Raises ForbiddenAddress when one does not."""
    try:
        found = [str(ipaddress.ip_address(host))]
    except ValueError:
        known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        found = [str(info[4][0]) for info in known]
    outside = all(ipaddress.ip_address(one.partition("%")[0]).is_global for one in found)
    if not found or not (outside or settings.CALLS_INSIDE):
        raise ForbiddenAddress
    return found[0]
