"""The views of the inbox, each with the number of people in it; all counted by one query."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.asking import Asked, count_for_lists
from accounts.asking import Counted as Number
from leads.admin.filters import as_read, matching, narrowed, words_of
from leads.models import OPEN_STATUSES, Person, SavedView, Status

MAX_SAVED = 12


@dataclass(frozen=True)
class View:
    """A named view of the inbox with the number of people in it; `more`: there are more than that."""

    label: str
    query: str
    number: int
    current: bool
    saved: SavedView | None = None
    more: bool = False


@dataclass(frozen=True)
class Counted:
    """All views, and how many people the list beside them holds."""

    views: list[View]
    listed: Number


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


def count_views(request: Any, query: str, listed: Asked) -> Counted:
    """The views that are always there, those that were saved, and the list that is shown."""
    fixed = standing(request)
    own = SavedView.objects.filter(Q(owner=None) | Q(owner=request.user.pk))[:MAX_SAVED]
    people = Person.objects.current()
    asked = {text: Asked(people.filter(condition)) for text, (_label, condition) in fixed.items()}
    shown = query if query in fixed else f"list {query}"
    saved = [(shown if one.query == query else f"saved {one.query}", one) for one in own]
    asked |= {key: _of_saved(one, request) for key, one in saved if key != shown}
    asked[shown] = listed
    numbers = count_for_lists(asked, place=f"leads {request.user.pk}")
    views = [
        View(label, text, numbers[text].number, text == query, more=numbers[text].more)
        for text, (label, _q) in fixed.items()
    ] + [
        View(one.name, one.query, numbers[key].number, one.query == query, one, numbers[key].more)
        for key, one in saved
    ]
    return Counted(views, numbers[shown])


def _of_saved(view: SavedView, request: Any) -> Asked:
    query = QueryDict(view.query)
    people, words = narrowed(query, request), words_of(query)
    if not words:
        return Asked(people)
    return Asked(matching(people, words), searched=as_read(people, words))


def count_list(request: Any, query: str, listed: Asked) -> Counted:
    """The same for the list alone, without the views."""
    shown = query if query in standing(request) else f"list {query}"
    return Counted([], count_for_lists({shown: listed}, place=f"leads {request.user.pk}")[shown])
