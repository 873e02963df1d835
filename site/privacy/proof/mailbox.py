"""The mails that the scratch environment has sent, read from the folder they lie in."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

_SEPARATOR = b"-" * 79


@dataclass(frozen=True)
class Sent:
    """A mail that has left: to whom, and its text parts."""

    to: str
    subject: str
    text: str
    raw: bytes


def sent(folder: Path) -> list[Sent]:
    """Every mail so far, in the order in which they left."""
    return [
        one
        for path in sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns)
        for one in _mails_in(path.read_bytes())
    ]


def _mails_in(content: bytes) -> Iterator[Sent]:
    for part in content.split(_SEPARATOR):
        if part.strip():
            raw = part.strip() + b"\n"
            message = email.message_from_bytes(raw, policy=email.policy.default)
            body = message.get_body(("plain", "html"))
            text = body.get_content() if body else ""
            yield Sent(str(message["To"]), str(message["Subject"]), text, _decoded(message) + raw)


def _decoded(message: EmailMessage) -> bytes:
    """Every part in clear, so that a mark is found whatever the transfer encoding."""
    parts = [str(value) for value in message.values()]
    for part in message.walk():
        if not part.is_multipart():
            content = part.get_content()
            parts.append(content if isinstance(content, str) else repr(content))
    return "\n".join(parts).encode("utf-8", "replace")
