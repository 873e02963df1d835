"""Which notice a hash names: its words in both languages, and the version of the policy beside it.

The hash printed under a form covers both, and is kept with what the form sends. Notices are written
down before they can be forgotten: daily, when a version of the policy is published, when a length is
shortened, and at the first form that is sent under one.
"""

from __future__ import annotations

from dataclasses import asdict

from . import registry
from .models import ShownNotice
from .register import Notice, notice_for


def keep(shown: str) -> ShownNotice | None:
    """The notice of this hash, written down now if it is one of today's; None for no notice of ours."""
    if not shown:
        return None
    known = ShownNotice.objects.filter(hash=shown).first()
    if known is not None:
        return known
    for activity in registry.activities():
        notice = notice_for(activity)
        if notice.hash == shown:
            return _kept(notice)
    return None


def keep_all() -> None:
    """Write down every notice of today."""
    for activity in registry.activities():
        _kept(notice_for(activity))


def _kept(notice: Notice) -> ShownNotice:
    number, _colon, version_hash = notice.policy.partition(":")
    kept, _made = ShownNotice.objects.get_or_create(
        hash=notice.hash,
        defaults={
            "activity": notice.activity,
            "policy_number": number,
            "policy_hash": version_hash,
            "items": [asdict(item) for item in notice.items],
        },
    )
    return kept
