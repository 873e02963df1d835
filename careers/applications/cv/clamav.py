"""ClamAV's daemon over its own protocol (INSTREAM); asked where CLAMAV_ADDRESS names one."""

from __future__ import annotations

import socket
import struct
from enum import Enum
from time import monotonic

from django.conf import settings

CHUNK = 64 * 1024
PATIENCE = 3.0  # seconds for all of it: somebody waits for the page


class Scan(Enum):
    """What the scanner says. UNKNOWN: it could not be asked, so nobody may open the file yet."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNKNOWN = "unknown"


def scan(content: bytes) -> Scan:
    """Ask the scanner; CLEAN where none is configured (the structure has been checked already)."""
    if not settings.CLAMAV_ADDRESS:
        return Scan.CLEAN
    try:
        answer = _ask(settings.CLAMAV_ADDRESS, content)
    except OSError:
        return Scan.UNKNOWN
    if answer.endswith(b"FOUND"):
        return Scan.INFECTED
    return Scan.CLEAN if answer == b"stream: OK" else Scan.UNKNOWN


def _ask(address: str, content: bytes) -> bytes:
    ends = monotonic() + PATIENCE
    with _connected(address) as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            part = content[start : start + CHUNK]
            connection.settimeout(_left(ends))
            connection.sendall(struct.pack(">I", len(part)) + part)
        connection.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < 4096:
            connection.settimeout(_left(ends))
            received = connection.recv(4096)
            if not received:
                break
            answer += received
    return answer.rstrip(b"\0\n")


def _left(ends: float) -> float:
    """Seconds until then. Raises TimeoutError when it is over."""
    left = ends - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _connected(address: str) -> socket.socket:
    """A socket to "host:port" or to the path of a Unix socket."""
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _sep, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)
