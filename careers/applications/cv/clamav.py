"""ClamAV's daemon over its own protocol (INSTREAM); asked where CLAMAV_ADDRESS names one."""

from __future__ import annotations

import socket
import struct
from enum import Enum
from time import monotonic

from django.conf import settings

CHUNK = 64 * 1024
PATIENCE = 3.0  # seconds for all of it: somebody waits for the page
BEHIND = 60.0  # seconds where nobody waits


class Scan(Enum):
    """What the scanner says. UNKNOWN: neither yes nor no, so nobody may open the file yet."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNKNOWN = "unknown"


def scan(content: bytes) -> Scan:
    """Ask the scanner while a visitor waits; UNKNOWN when it does not answer in time."""
    try:
        return ask(content, PATIENCE)
    except OSError:
        return Scan.UNKNOWN


def ask(content: bytes, patience: float = BEHIND) -> Scan:
    """What the scanner says within `patience` seconds; UNKNOWN where it says neither yes nor no.

    CLEAN where none is configured (the structure has been checked already). Raises OSError when it
    cannot be reached, hangs, or closes without a word.
    """
    if not settings.CLAMAV_ADDRESS:
        return Scan.CLEAN
    answer = _ask(settings.CLAMAV_ADDRESS, content, patience)
    if answer.endswith(b"FOUND"):
        return Scan.INFECTED
    return Scan.CLEAN if answer == b"stream: OK" else Scan.UNKNOWN


def _ask(address: str, content: bytes, patience: float) -> bytes:
    ends = monotonic() + patience
    with _connected(address, patience) as connection:
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
    if not answer:
        raise ConnectionResetError("The scanner closed without an answer.")
    return answer.rstrip(b"\0\n")


def _left(ends: float) -> float:
    """Seconds until then. Raises TimeoutError when it is over."""
    left = ends - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _connected(address: str, patience: float) -> socket.socket:
    """A socket to "host:port" or to the path of a Unix socket."""
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(patience)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _sep, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=patience)
