"""The panel of the admin home: how many wait, and the oldest of them."""

from typing import Any

from django.http import HttpRequest

from leads.admin.views_of_inbox import count_standing
from leads.models import OPEN_STATUSES, Person


def waiting(request: HttpRequest) -> dict[str, Any] | None:
    """Counts of the inbox's own views, and since when the longest waiting has waited."""
    views = [view for view in count_standing(request) if view.query]
    oldest = (
        Person.objects.current()
        .filter(status__in=OPEN_STATUSES, waiting_since__isnull=False)
        .order_by("waiting_since")
        .first()
    )
    return {"views": views, "oldest": oldest}
