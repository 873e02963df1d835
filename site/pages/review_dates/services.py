"""What is done with review dates. One transaction each."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from outbox.services import send_mail
from pages.review_dates.models import MONTHS, ReviewDate
from pages.review_dates.queries import due_soon
from privacy.clock import add_months

if TYPE_CHECKING:
    from accounts.models import User

LOOKED_AT = "pages.review.looked_at"
CHUNK = 500
# A reminder is repeated as long as nobody has looked at the page.
AGAIN_AFTER = timedelta(days=30)


def day_after(day: date, *, months: int) -> date:
    """The day so many calendar months later, the end of a month clamped."""
    return timezone.localdate(add_months(day, months))


@transaction.atomic
def looked_at(*, page: Page, by: Any = None) -> ReviewDate:
    """The page is right as it stands: its date moves by its months, counted from today."""
    row, _made = ReviewDate.objects.select_for_update().get_or_create(
        page_id=page.pk, defaults={"due": timezone.localdate()}
    )
    row.due = day_after(timezone.localdate(), months=row.months)
    row.reminded_on = None
    row.save()
    if by is not None:
        log(instance=page.specific, action=LOOKED_AT, user=by, data={"due": row.due.isoformat()})
    return row


@transaction.atomic
def decide(*, page: Page, due: date, months: int, owner: "User | None") -> ReviewDate:
    """Set the date, the months until the next time, and who owns the page."""
    row, _made = ReviewDate.objects.update_or_create(
        page_id=page.pk, defaults={"due": due, "months": months, "reminded_on": None}
    )
    if page.owner_id != (owner.pk if owner else None):
        Page.objects.filter(pk=page.pk).update(owner=owner)
    return row


def give_dates() -> int:
    """A date for every published page that has none, MONTHS after it was last published; how many."""
    missing = Page.objects.filter(
        live=True, depth__gt=1, alias_of__isnull=True, review_date__isnull=True
    )
    made = 0
    while batch := list(missing.values_list("pk", "last_published_at")[:CHUNK]):
        ReviewDate.objects.bulk_create(
            [
                ReviewDate(
                    page_id=pk,
                    due=day_after(
                        timezone.localdate(published) if published else timezone.localdate(),
                        months=MONTHS,
                    ),
                )
                for pk, published in batch
            ],
            ignore_conflicts=True,
        )
        made += len(batch)
    return made


@transaction.atomic
def remind() -> int:
    """Have each owner told of their pages that are due; how many people that are."""
    today = timezone.localdate()
    rows = due_soon(today).exclude(reminded_on__gt=today - AGAIN_AFTER)
    owners: dict[int, User] = {}
    for row in rows.select_related("page__owner"):
        if (owner := row.page.owner) is not None and owner.is_active:
            owners[owner.pk] = owner
    for owner in owners.values():
        send_mail(
            mail="pages.review_dates.emails.to_look_at", about=owner, key=f"review-{owner.pk}"
        )
    rows.filter(page__owner__in=owners).update(reminded_on=today)
    return len(owners)
