"""What leads count for a campaign, and where its people stand in the inbox."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cms.campaigns import Asked, Series, Source
from leads.admin.base import WORK
from leads.models import DailyCount

Kind = DailyCount.Kind


def by_day(asked: Asked) -> Mapping[str, Mapping[date, int]]:
    """Enquiries and downloads of a campaign."""
    rows = DailyCount.objects.filter(
        kind__in=(Kind.ENQUIRY, Kind.DOWNLOAD),
        campaign=asked.name,
        day__range=(asked.start, asked.end),
    )
    found: dict[str, dict[date, int]] = defaultdict(dict)
    for kind, day, number in rows.values_list("kind", "day").annotate(total=Sum("number")):
        found[kind][day] = number
    return found


def inbox(user: Any, name: str) -> str:
    """The inbox with the people of a campaign; empty for those who have no inbox."""
    if not user.has_perm(WORK):
        return ""
    return f"{reverse('leads:index')}?{urlencode({'campaign': name})}"


NOTE = _(
    "Counted by the page of the campaign they were sent from, and by its links for visitors who agreed "
    "to be measured."
)
SOURCE = Source(
    "leads",
    series=[
        Series(Kind.ENQUIRY, _("Enquiries"), note=NOTE, listed=inbox),
        Series(Kind.DOWNLOAD, _("Downloads"), note=NOTE),
    ],
    count=by_day,
)
