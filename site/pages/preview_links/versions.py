"""Which version of a page a preview link shows."""

from datetime import datetime
from typing import Any

from wagtail.models import Page


def version_of(page: Page, shown_on: datetime | None) -> Any | None:
    """The latest draft, or what visitors will see at a moment; None when that is nothing.

    Of the versions that have a date until then the one with the latest date counts; without any, what is
    published now. A page that will have expired by then shows nothing.
    """
    if shown_on is None:
        return page.get_latest_revision_as_object()
    scheduled = (
        page.revisions.filter(approved_go_live_at__lte=shown_on)
        .order_by("-approved_go_live_at", "-pk")
        .first()
    )
    if scheduled is not None:
        version: Any = scheduled.as_object()
    elif page.live:
        version = page.specific
    else:
        return None
    expires = version.expire_at
    return version if expires is None or expires > shown_on else None
