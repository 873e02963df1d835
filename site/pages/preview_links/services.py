"""What is done with preview links. One transaction each."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from pages.preview_links.models import PreviewLink

MADE, REVOKED = "pages.preview_link.made", "pages.preview_link.revoked"
BYTES = 16
DAYS, MOST_DAYS = 7, 90
# How long a link that opens nothing any more stays in the list.
KEPT = timedelta(days=30)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(
    *, page: Page, days: int = DAYS, shown_on: datetime | None = None, by: Any
) -> tuple[PreviewLink, str]:
    """A link to the page for so many days, and its key, which is not kept: it is shown once."""
    token = secrets.token_urlsafe(BYTES)
    link = PreviewLink.objects.create(
        page_id=page.pk,
        token_hash=hash_of(token),
        shown_on=shown_on,
        until=timezone.now() + timedelta(days=days),
    )
    data = {"link": link.pk, "until": link.until.isoformat()}
    log(instance=page.specific, action=MADE, user=by, data=data)
    return link, token


@transaction.atomic
def revoke(*, link: PreviewLink, by: Any) -> None:
    """Shut a link for good; it stays in the list for a while."""
    changed = PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    if changed:
        log(instance=link.page.specific, action=REVOKED, user=by, data={"link": link.pk})


def usable(*, token: str) -> PreviewLink | None:
    """The open link of this key."""
    found = PreviewLink.objects.select_related("page").filter(token_hash=hash_of(token)).first()
    return found if found is not None and found.is_open else None


def count_opening(*, link: PreviewLink) -> None:
    PreviewLink.objects.filter(pk=link.pk).update(
        opened=F("opened") + 1, last_opened_at=timezone.now()
    )


def forget_old() -> int:
    """Delete the links that have opened nothing for KEPT; how many."""
    before = timezone.now() - KEPT
    old = PreviewLink.objects.filter(until__lt=before) | PreviewLink.objects.filter(
        revoked_at__lt=before
    )
    return old.delete()[0]
