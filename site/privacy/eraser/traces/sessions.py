"""Open sessions. They hold an account number and nothing about anyone else (see personal_data.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session

from ...texts import Text
from ..targets import Target
from .base import Trace


class SessionTraces(Trace):
    """Sessions of an account that is erased; other rows never have one."""

    slug = "sessions"
    name = Text(fr="sessions ouvertes", en="open sessions")

    def of(self, targets: Sequence[Target]) -> Iterator[tuple[Session, UUID]]:
        """The sessions of those targets that are accounts."""
        accounts = {
            target.pk: target.identity for target in targets if target.model is get_user_model()
        }
        if not accounts:
            return
        for session in Session.objects.iterator(chunk_size=500):
            holder = str(session.get_decoded().get(SESSION_KEY, ""))
            if holder in accounts:
                yield session, accounts[holder]

    def find(self, targets: Sequence[Target]) -> set[UUID]:
        return {identity for _session, identity in self.of(targets)}

    def erase(self, targets: Sequence[Target]) -> None:
        for session, _identity in list(self.of(targets)):
            session.delete()
