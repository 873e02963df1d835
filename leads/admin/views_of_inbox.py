"""The views of the inbox, each with the number of people in it; all counted by one query."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.asking import Asked, count_for_lists
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
    """All views, how many people the list beside them holds, and how many without filters or search."""

    views: list[View]
    listed: int
    whole: int


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
    saved = {f"saved {one.query}": one for one in own}
    people = Person.objects.current()
    asked = {text: Asked(people.filter(condition)) for text, (_label, condition) in fixed.items()}
    asked |= {key: Asked(filtered(QueryDict(one.query), request)) for key, one in saved.items()}
    if query not in fixed:
        asked[f"list {query}"] = Asked(listed)
    numbers = count_for_lists(asked, place=f"leads {request.user.pk}")
    views = [
        View(label, text, numbers[text], text == query) for text, (label, _q) in fixed.items()
    ] + [
        View(one.name, one.query, numbers[key], one.query == query, one)
        for key, one in saved.items()
    ]
    return Counted(views, numbers[query if query in fixed else f"list {query}"], numbers[""])


def count_list(request: Any, query: str, listed: "QuerySet[Person]", *, searching: bool) -> Counted:
    """The same for the list alone, without the views; the whole where somebody is searching."""
    fixed = standing(request)
    key = query if query in fixed else f"list {query}"
    asked = {key: Asked(listed)}
    if searching:
        asked[""] = Asked(Person.objects.current().filter(fixed[""][1]))
    numbers = count_for_lists(asked, place=f"leads {request.user.pk}")
    return Counted([], numbers[key], numbers.get("", numbers[key]))
