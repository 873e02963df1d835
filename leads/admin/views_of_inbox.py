"""The views of the inbox, each with the number of people in it; all counted by one query."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leads.admin.filters import filtered
from leads.models import OPEN_STATUSES, Person, SavedView, Status

MAX_SAVED = 12


@dataclass(frozen=True)
class View:
    """A named view of the inbox with the number of people in it."""

    label: str
    query: str
    number: int
    current: bool
    saved: SavedView | None = None


@dataclass(frozen=True)
class Counted:
    """All views, and how many people the list beside them holds."""

    views: list[View]
    listed: int


def standing(request: Any) -> dict[str, tuple[str, Q]]:
    """Query -> (label, condition) of the views that are always there."""
    not_spam = ~Q(status=Status.SPAM)
    return {
        "status=new&status=in_hand": (_("To answer"), Q(status__in=OPEN_STATUSES)),
        "unread=on": (_("Unread"), Q(unread=True) & not_spam),
        "owner=me": (_("Mine"), Q(owner=request.user.pk) & not_spam),
        "owner=nobody&status=new&status=in_hand": (
            _("Nobody’s yet"),
            Q(owner=None, status__in=OPEN_STATUSES),
        ),
        "overdue=on": (_("Overdue"), Q(next_action_on__lt=timezone.localdate()) & not_spam),
        "": (pgettext("leads", "All"), not_spam),
        "status=spam": (_("Quarantine"), Q(status=Status.SPAM)),
    }


def count_views(request: Any, query: str, listed: "QuerySet[Person]") -> Counted:
    """The views that are always there, those that were saved, and the list that is shown."""
    fixed = standing(request)
    own = SavedView.objects.filter(Q(owner=None) | Q(owner=request.user.pk))[:MAX_SAVED]
    saved = {f"saved {one.pk}": one for one in own}
    # The condition of a view is quicker than a look into the list.
    conditions = {"listed": fixed[query][1] if query in fixed else _among(listed)}
    conditions |= {text: condition for text, (_label, condition) in fixed.items()}
    for key, one in saved.items():
        conditions[key] = _among(filtered(QueryDict(one.query), request))
    numbers = _numbers(conditions)
    views = [
        View(label, text, numbers[text], text == query) for text, (label, _q) in fixed.items()
    ] + [
        View(one.name, one.query, numbers[key], one.query == query, one)
        for key, one in saved.items()
    ]
    return Counted(views, numbers["listed"])


def _among(people: "QuerySet[Person]") -> Q:
    return Q(pk__in=people.order_by().values("pk"))


def _numbers(conditions: dict[str, Q]) -> dict[str, int]:
    """How many people fulfil each condition."""
    counts = {
        f"n{place}": Count("pk", filter=condition)
        for place, condition in enumerate(conditions.values())
    }
    found = Person.objects.current().aggregate(**counts)
    return {name: found[f"n{place}"] for place, name in enumerate(conditions)}
