"""The comparison of the audience with our subscribers: each night what changed, each week everything.

It mends what webhooks missed. Mailchimp's opt-outs win, `subscribed` is never written there, and each
difference is kept with what was done about it.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsletter import queue
from newsletter.answers import Failure
from newsletter.differences import Member, mend, mend_missing
from newsletter.mailchimp import Mailchimp
from newsletter.models import Comparison, Remote, Subscriber, Suppression, member_hash
from newsletter.stamps import stamp
from newsletter.to_mailchimp import outcome
from outbox.channels import NotNeeded
from outbox.services import post
from privacy.identity import subject_hash

PAGE = 500
OVERLAP = timedelta(hours=2)
# A little less than seven days: the night of the same weekday counts, however long the last one took.
WEEK = timedelta(days=6, hours=12)
# What was erased here a while ago and is still there is erased again; someone who came back by
# Mailchimp's own form since then is left to marketing.
GRACE = timedelta(days=1)


def compare(*, full: bool) -> Comparison:
    """Compare and mend. Raises an Outcome when Mailchimp fails; what was mended stays mended."""
    if not queue.mailchimp_in_use():
        raise NotNeeded(_("There is no key for Mailchimp; they wait for one."))
    last = _finished().first()
    since = None if last is None or full or full_is_due() else last.started_at - OVERLAP
    comparison = Comparison.objects.create(full=since is None, since=since)
    try:
        _go_through(comparison, Mailchimp())
    except Failure as failure:
        comparison.error = failure.code
        comparison.save(update_fields=["error", "seen", "foreign"])
        raise outcome(failure) from None
    comparison.finished_at = timezone.now()
    comparison.save()
    return comparison


def full_is_due() -> bool:
    """Whether the last whole comparison that came to its end is a week old, or there is none.

    It goes by what was done, not by the calendar: one that broke off, or a week without a worker, is
    made up for in the next night.
    """
    return not _finished().filter(full=True, started_at__gt=timezone.now() - WEEK).exists()


def _finished() -> QuerySet[Comparison]:
    return Comparison.objects.filter(finished_at__isnull=False).order_by("-started_at")


def _go_through(comparison: Comparison, mailchimp: Mailchimp) -> None:
    here = {
        member_hash(email): pk
        for pk, email in Subscriber.objects.current().values_list("pk", "email").iterator()
    }
    seen: set[str] = set()
    for page in _pages(mailchimp, comparison):
        seen |= {member.hash for member in page}
        comparison.seen += len(page)
        _compare_page(comparison, page, here)
    if comparison.full:
        _look_for_missing(comparison, here, seen)


def _pages(mailchimp: Mailchimp, comparison: Comparison) -> Iterator[list[Member]]:
    """Every member that is to be looked at, page by page; archived ones are listed apart."""
    filters = {"since_last_changed": stamp(comparison.since)} if comparison.since else {}
    for extra in ({}, {"status": "archived"}):
        offset = 0
        while True:
            rows = mailchimp.members(offset=offset, count=PAGE, **filters, **extra)
            yield [_member(row) for row in rows]
            if len(rows) < PAGE:
                break
            offset += PAGE


def _member(row: dict[str, Any]) -> Member:
    return Member(
        address=str(row.get("email_address", "")).strip().lower(),
        status=str(row.get("status", "")),
        opted_at=_moment(row.get("timestamp_opt")),
        changed_at=_moment(row.get("last_changed")),
        language=str(row.get("language", ""))[:2],
        tags=frozenset(str(tag["name"]) for tag in row.get("tags") or ()),
    )


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@transaction.atomic
def _compare_page(comparison: Comparison, page: list[Member], here: dict[str, int]) -> None:
    rows = Subscriber.objects.select_for_update().prefetch_related("topics")
    known = rows.in_bulk([here[member.hash] for member in page if member.hash in here])
    erased = _erased(member for member in page if member.hash not in here)
    for member in page:
        row = known.get(here.get(member.hash, 0))
        if row is not None:
            if row.erasure_marked_at is None:
                mend(comparison, row, member)
        elif member.hash in erased:
            comparison.foreign += 1
            _erase_again(member, erased[member.hash])
        elif member.status == Remote.SUBSCRIBED:
            taken = mend(comparison, None, member)
            if taken is not None:
                here[member.hash] = taken.pk


def _erased(members: Iterable[Member]) -> dict[str, datetime]:
    """Which of these were erased here, and when."""
    hashes = {subject_hash(member.address): member.hash for member in members if member.address}
    rows = Suppression.objects.filter(hash__in=hashes).values_list("hash", "at")
    return {hashes[found]: at for found, at in rows}


def _erase_again(member: Member, erased_at: datetime) -> None:
    if member.changed_at is not None and member.changed_at <= erased_at + GRACE:
        post(
            channel=queue.MAILCHIMP,
            payload={"do": "erase", "members": [member.hash]},
            key=f"erase:{member.hash}",
            erases=True,
        )


def _look_for_missing(comparison: Comparison, here: dict[str, int], seen: set[str]) -> None:
    """Whoever is subscribed here, was there, and is there no more."""
    missing = [pk for key, pk in here.items() if key not in seen]
    for start in range(0, len(missing), PAGE):
        with transaction.atomic():
            for row in Subscriber.objects.select_for_update().filter(
                pk__in=missing[start : start + PAGE]
            ):
                mend_missing(comparison, row)
