"""What is asked about review dates."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms.desk import pages_of
from pages.review_dates.models import ReviewDate

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

SOON = timedelta(days=14)
ACTIONS = ("change", "publish")


def due_soon(today: date | None = None) -> "QuerySet[ReviewDate]":
    """Published pages whose day has come or comes within two weeks, the oldest day first."""
    today = today or timezone.localdate()
    return ReviewDate.objects.filter(page__live=True, due__lte=today + SOON)


def dates_for(user: Any) -> "QuerySet[ReviewDate]":
    """The dates of the published pages this person may change."""
    pages = pages_of(user, ACTIONS).values("pk")
    return ReviewDate.objects.filter(page__live=True, page__in=pages)


def owned_and_due(user: "User") -> list[ReviewDate]:
    """What this person is to look at again, the oldest first."""
    return list(due_soon().filter(page__owner=user).select_related("page__locale")[:50])
