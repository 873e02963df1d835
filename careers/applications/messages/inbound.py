"""Answers that candidates mail: the provider hands them over, parsed or as they came."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings

from careers.applications.models import Exchange, Kind, LinkKind
from careers.applications.services.enclosing import Enclosure, judge
from careers.applications.services.exchanges import receive_reply, was_taken
from careers.applications.services.links import LinkErased, LinkUnknown, application_of

if TYPE_CHECKING:
    from anymail.inbound import AnymailInboundMessage

QUOTED = re.compile(
    r"^(>.*|On .{4,120} wrote:|Le .{4,120} a écrit\s?:|-{2,}\s?(Original|Message).*)$", re.MULTILINE
)
SIGNATURES = (
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
)
AUTOMATIC = ("auto-replied", "auto-generated", "auto-notified")


@dataclass(frozen=True)
class Received:
    """A mail: to which of our addresses, and what it says. `automatic`: a machine answered."""

    recipients: list[str] = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    message_id: str = field(repr=False)
    automatic: bool = False
    enclosures: tuple[Enclosure, ...] = field(default=(), repr=False)


class Unreadable(Exception):
    """What the provider sent holds no mail."""


def from_mime(content: bytes) -> Received:
    """A mail as it travelled. Raises Unreadable."""
    from anymail.inbound import AnymailInboundMessage  # with requests; a mail comes now and then

    try:
        message = AnymailInboundMessage.parse_raw_mime_bytes(content)
    except (ValueError, LookupError, TypeError) as error:
        raise Unreadable from error
    if not message.get("From"):
        raise Unreadable
    recipients = [
        str(value)
        for name in ("Delivered-To", "X-Original-To", "To", "Cc")
        for value in message.get_all(name, [])
    ]
    return Received(
        recipients=recipients,
        subject=str(message.subject or ""),
        text=reply_in(message.text or ""),
        message_id=str(message.get("Message-ID") or ""),
        automatic=str(message.get("Auto-Submitted") or "no").lower().split(";")[0].strip()
        in AUTOMATIC
        or bool(message.get("X-Autoreply")),
        enclosures=tuple(enclosures_in(message)),
    )


def from_fields(data: dict[str, Any]) -> Received:
    """A mail that the provider has parsed (the names are Postmark's). Raises Unreadable."""
    if not isinstance(data, dict) or not isinstance(data.get("From"), str):
        raise Unreadable
    headers = {
        str(one.get("Name", "")).lower(): str(one.get("Value", ""))
        for one in data.get("Headers") or []
        if isinstance(one, dict)
    }
    stripped = str(data.get("StrippedTextReply") or "")
    return Received(
        recipients=[str(data.get(name) or "") for name in ("OriginalRecipient", "To", "Cc")],
        subject=str(data.get("Subject") or ""),
        text=stripped or reply_in(str(data.get("TextBody") or "")),
        message_id=headers.get("message-id") or str(data.get("MessageID") or ""),
        automatic=headers.get("auto-submitted", "no").lower().split(";")[0].strip() in AUTOMATIC,
        enclosures=tuple(enclosures_of(data.get("Attachments"), str(data.get("HtmlBody") or ""))),
    )


def enclosures_in(message: AnymailInboundMessage) -> Iterator[Enclosure]:
    """The files of a mail; not the logos and signatures that mail programs add."""
    html = message.html or ""
    for part in message.walk():
        name, disposition = part.get_filename(), part.get_content_disposition()
        if part.is_multipart() or not (name or disposition == "attachment"):
            continue
        if part.get_content_type() in SIGNATURES or shown_in(html, part.get("Content-ID")):
            continue
        content = part.get_payload(decode=True)
        yield Enclosure(name or "", content if isinstance(content, bytes) else b"")


def enclosures_of(listed: Any, html: str) -> Iterator[Enclosure]:
    """The same as a provider has parsed them."""
    for one in listed if isinstance(listed, list) else []:
        if not isinstance(one, dict) or one.get("ContentType") in SIGNATURES:
            continue
        if shown_in(html, one.get("ContentID")):
            continue
        try:
            content = base64.b64decode(str(one.get("Content") or ""))
        except ValueError:
            content = b""
        yield Enclosure(str(one.get("Name") or ""), content)


def shown_in(html: str, identity: object) -> bool:
    """Whether the text itself shows the file: a logo, not something that was attached."""
    plain = str(identity or "").strip(" <>").removeprefix("cid:")
    return bool(plain) and f"cid:{plain}" in html


def reply_in(text: str) -> str:
    """What the person wrote, without the message that they answer."""
    found = QUOTED.search(text)
    return (text[: found.start()] if found and found.start() else text).replace("\0", "").strip()


def take(mail: Received) -> Exchange | None:
    """Write the mail down with the application it answers; None when it answers none of ours."""
    pattern = re.compile(
        rf"candidature-([0-9a-f]{{32}})@{re.escape(settings.MAIL_INBOUND_DOMAIN)}", re.IGNORECASE
    )
    for recipient in mail.recipients:
        if found := pattern.search(recipient):
            try:
                application = application_of(found[1].lower(), LinkKind.REPLY)
            except (LinkUnknown, LinkErased):
                continue
            if mail.automatic:
                # A machine's answer is no exchange: it moves no date.
                return Exchange.objects.create(
                    application=application,
                    kind=Kind.NOTICE,
                    subject=mail.subject[:160],
                    text=mail.text[:20_000],
                )
            if was_taken(application=application, message_id=mail.message_id):
                return None
            return receive_reply(
                application=application,
                text=mail.text,
                subject=mail.subject,
                message_id=mail.message_id,
                enclosed=judge(mail.enclosures),
            )
    return None
