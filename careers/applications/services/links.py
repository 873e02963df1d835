"""Private links: made when a mail leaves, known by their hash alone."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from careers.applications.models import Application, LinkKind, PoolEntry, PrivateLink

TOKEN_BYTES = 16  # 128 bits


class LinkUnknown(Exception):
    """There is no such link, or it leads to something else."""


class LinkErased(Exception):
    """What the link led to was erased; `at` says when."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at


def new_link(*, application: Application, kind: LinkKind = LinkKind.PAGE) -> str:
    """A fresh token; nothing but its hash is kept, so every mail has one of its own."""
    # A reply address may be written in lower case on its way.
    hexadecimal = kind == LinkKind.REPLY
    token = secrets.token_hex(TOKEN_BYTES) if hexadecimal else secrets.token_urlsafe(TOKEN_BYTES)
    PrivateLink.objects.create(token_hash=hash_of(token), kind=kind, application=application)
    return token


def new_pool_link(*, entry: PoolEntry) -> str:
    """A fresh token for the page of the talent pool."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    PrivateLink.objects.create(token_hash=hash_of(token), kind=LinkKind.POOL, entry=entry)
    return token


def application_of(token: str, kind: LinkKind = LinkKind.PAGE) -> Application:
    """The application a token leads to. Raises LinkUnknown, LinkErased."""
    link = _link(token, kind)
    found = link.application
    if found is None or found.erasure_marked_at is not None:
        raise LinkErased(link.erased_at or _marked(found))
    return found


def entry_of(token: str) -> PoolEntry:
    """The talent pool's entry a token leads to. Raises LinkUnknown, LinkErased."""
    link = _link(token, LinkKind.POOL)
    found = link.entry
    if found is None or found.erasure_marked_at is not None:
        raise LinkErased(link.erased_at or _marked(found))
    return found


def hash_of(token: str) -> str:
    # The token has 128 random bits: a plain hash cannot be turned round.
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _link(token: str, kind: LinkKind) -> PrivateLink:
    link = (
        PrivateLink.objects.select_related("application__offer", "entry")
        .filter(token_hash=hash_of(token), kind=kind)
        .first()
    )
    if link is None or (link.erased_at is None and link.application is None and link.entry is None):
        raise LinkUnknown
    return link


def _marked(row: Application | PoolEntry | None) -> datetime:
    moment = row.erasure_marked_at if row is not None else None
    if moment is None:
        raise LinkUnknown
    return moment
