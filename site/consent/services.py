"""Record a choice, count what the policy kept away, prune the evidence on its clock."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from consent import trackers
from consent.choice import Choice, Verdict
from consent.models import PanelVersion, Receipt, UndeclaredTracker
from privacy.clock import add_months, no_event_after

RECEIPT_MONTHS = 12
# An anonymous endpoint feeds the list: beyond so many lines, new hosts wait until old ones are gone.
MOST_HOSTS = 500
REPORT_DAYS = 90


class Replayed(Exception):
    """The choice was recorded before."""


def record_choice(
    *,
    panel: PanelVersion,
    verdicts: Mapping[str, bool],
    before: Choice | None,
    language: str,
    token: str | None,
) -> Choice:
    """Write the receipt of a choice and replace the one before; returns the choice as it now stands.

    `verdicts`: what was decided, by service; a verdict that stays the same keeps its date, so that
    nothing is prolonged by deciding about something else. `token`: the fingerprint of the one that
    came with it. Raises Replayed when that token made a receipt before.
    """
    now = timezone.now().replace(microsecond=0)
    kept = dict(before.verdicts) if before else {}
    for slug, accepted in verdicts.items():
        edition = trackers.service(slug).edition
        old = kept.get(slug)
        if old and old.accepted == accepted and old.edition == edition and now < old.until:
            continue
        kept[slug] = Verdict(accepted, edition, now)
    policy_version, policy_hash = trackers.published_policy()
    number = secrets.token_urlsafe(16)
    try:
        with transaction.atomic():
            Receipt.objects.create(
                number=number,
                panel=panel,
                verdicts=by_purpose({slug: verdict.accepted for slug, verdict in kept.items()}),
                language=language,
                policy_version=policy_version,
                policy_hash=policy_hash,
                token=token,
                made_at=now,
            )
            if before is not None:
                Receipt.objects.filter(number=before.receipt).update(replaced_at=now)
    except IntegrityError as error:
        if token is not None and Receipt.objects.filter(token=token).exists():
            raise Replayed from error
        raise
    return Choice(number, kept)


def by_purpose(verdicts: Mapping[str, bool]) -> dict[str, dict[str, bool]]:
    """The verdicts by purpose; services that are declared no more are left out."""
    found: dict[str, dict[str, bool]] = {}
    for service in trackers.services():
        if service.slug in verdicts:
            found.setdefault(service.purpose, {})[service.slug] = verdicts[service.slug]
    return found


def count_undeclared(*, host: str, directive: str, day: date) -> None:
    """Note that a page tried to load from `host`."""
    changed = UndeclaredTracker.objects.filter(host=host, directive=directive).update(
        count=F("count") + 1, last_day=day
    )
    if changed or UndeclaredTracker.objects.count() >= MOST_HOSTS:
        return
    try:
        with transaction.atomic():
            UndeclaredTracker.objects.create(
                host=host, directive=directive, count=1, first_day=day, last_day=day
            )
    except IntegrityError:  # another request made it since we looked
        UndeclaredTracker.objects.filter(host=host, directive=directive).update(
            count=F("count") + 1, last_day=day
        )


def prune_receipts(*, now: datetime) -> int:
    """Delete receipts past their date; how many there were."""
    limit = no_event_after(now, months=RECEIPT_MONTHS)
    rows = Receipt.objects.filter(made_at__lt=limit)
    due = [
        pk
        for pk, made in rows.values_list("pk", "made_at")
        if add_months(made, RECEIPT_MONTHS) <= now
    ]
    deleted = 0
    for start in range(0, len(due), 500):
        deleted += Receipt.objects.filter(pk__in=due[start : start + 500]).delete()[0]
    return deleted


def prune_reports(*, today: date) -> int:
    """Forget hosts that no page has tried for REPORT_DAYS days; how many there were."""
    limit = today - timedelta(days=REPORT_DAYS)
    return UndeclaredTracker.objects.filter(last_day__lt=limit).delete()[0]
