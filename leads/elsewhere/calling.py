"""One POST to an address that staff entered: no redirect, no address inside the house, no patience."""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings

PATIENCE = 10  # seconds


class ForbiddenAddress(Exception):
    """The address is not https, or leads into our own network."""


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status that the other side answers. Raises ForbiddenAddress, OSError, HTTPException."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    if not parts.hostname or (not secure and not settings.LEADS_WEBHOOKS_INSIDE):
        raise ForbiddenAddress
    port = parts.port or (443 if secure else 80)
    connection = _To(_address(parts.hostname, port), parts.hostname, port, secure=secure)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", path, body, {"Connection": "close", **headers})
        answer = connection.getresponse()
        answer.read(1024)
        return answer.status
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
    if not found or not (outside or settings.LEADS_WEBHOOKS_INSIDE):
        raise ForbiddenAddress
    return found[0]
