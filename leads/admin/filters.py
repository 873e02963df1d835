"""How the inbox is narrowed, and the views that come with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from leads.admin.base import colleagues, name_of
from leads.models import OPEN_STATUSES, ContactForm, Enquiry, Person, SavedView, Status, Tag

NOBODY = "nobody"
ME = "me"
ON = "on"
MAX_VIEWS = 12


def owner_choices() -> list[tuple[str, str]]:
    return [
        (ME, _("Me")),
        (NOBODY, _("Nobody yet")),
        *((str(user.pk), name_of(user)) for user in colleagues()),
    ]


def form_choices() -> list[tuple[str, str]]:
    forms_: dict[str, str] = {}
    for form in ContactForm.objects.select_related("locale").order_by("locale_id", "name"):
        forms_.setdefault(form.key, form.name)
    return list(forms_.items())


class PersonFilterSet(WagtailFilterSet):
    """By status, owner, what they did, tag, language, company, dates."""

    status = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Status"), choices=Status.choices, widget=forms.CheckboxSelectMultiple
    )
    unread = django_filters.ChoiceFilter(
        label=gettext_lazy("Unread"), choices=[(ON, gettext_lazy("yes"))], method="only_when_true"
    )
    owner = django_filters.ChoiceFilter(
        label=gettext_lazy("Followed by"), choices=owner_choices, method="by_owner"
    )
    overdue = django_filters.ChoiceFilter(
        label=gettext_lazy("Next action overdue"),
        choices=[(ON, gettext_lazy("yes"))],
        method="by_overdue",
    )
    form = django_filters.ChoiceFilter(
        label=gettext_lazy("Wrote by the form"), choices=form_choices, method="by_form"
    )
    tag = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Tag"), queryset=Tag.objects.all(), field_name="tags"
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"),
        choices=[("fr", gettext_lazy("French")), ("en", gettext_lazy("English"))],
    )
    domain = django_filters.CharFilter(label=gettext_lazy("Company’s domain"), lookup_expr="iexact")
    last_contact_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Last contact"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Person
        fields = ["status", "unread", "owner", "overdue", "form", "tag", "language", "domain"]

    def only_when_true(self, rows: "QuerySet[Person]", name: str, value: Any) -> Any:
        return rows.filter(**{name: True}) if value else rows

    def by_owner(self, rows: "QuerySet[Person]", name: str, value: str) -> Any:
        if value == NOBODY:
            return rows.filter(owner=None)
        return rows.filter(owner_id=self.request.user.pk if value == ME else int(value))

    def by_overdue(self, rows: "QuerySet[Person]", name: str, value: Any) -> Any:
        return rows.filter(next_action_on__lt=timezone.localdate()) if value else rows

    def by_form(self, rows: "QuerySet[Person]", name: str, value: str) -> Any:
        try:
            key = UUID(value)
        except ValueError:
            return rows.none()
        sent = Enquiry.objects.filter(person=OuterRef("pk"), form__translation_key=key)
        return rows.filter(Exists(sent))


def matching(rows: "QuerySet[Person]", words: str) -> "QuerySet[Person]":
    """Those in whom every word is found: name, address, company, what they wrote, a reference."""
    for word in words.replace("\0", "").split()[:8]:
        written = Enquiry.objects.filter(person=OuterRef("pk"), message__icontains=word)
        found = (
            Q(email__icontains=word)
            | Q(last_name__icontains=word)
            | Q(first_name__icontains=word)
            | Q(company__icontains=word)
            | Q(Exists(written))
        )
        if bounds := _reference_bounds(word):
            same = Enquiry.objects.filter(person=OuterRef("pk"), uuid__range=bounds)
            found |= Q(uuid__range=bounds) | Q(Exists(same))
        rows = rows.filter(found)
    return rows


def _reference_bounds(word: str) -> tuple[UUID, UUID] | None:
    """The first and last identity that begin with this reference."""
    digits = word.lower().replace("-", "")
    if not 8 <= len(digits) <= 32 or set(digits) - set("0123456789abcdef"):
        return None
    return UUID(digits.ljust(32, "0")), UUID(digits.ljust(32, "f"))


def filtered(query: QueryDict, request: Any) -> "QuerySet[Person]":
    """The people that this query of the inbox leaves. Quarantine only when it is asked for."""
    rows: QuerySet[Person] = Person.objects.current()
    if Status.SPAM not in query.getlist("status"):
        rows = rows.exclude(status=Status.SPAM)
    filters = PersonFilterSet(data=query, request=request, queryset=rows)
    if not filters.is_valid():
        return rows.none()
    return matching(filters.qs, query.get("q", "").strip())


@dataclass(frozen=True)
class View:
    """A named view of the inbox with the number of people in it."""

    label: str
    query: str
    number: int
    current: bool
    saved: SavedView | None = None


def built_in() -> dict[str, tuple[str, Q]]:
    """Query -> (label, condition) of the views that are always there."""
    today = timezone.localdate()
    return {
        "status=new&status=in_hand": (_("To answer"), Q(status__in=OPEN_STATUSES)),
        "unread=on": (_("Unread"), Q(unread=True)),
        "owner=me": (_("Mine"), Q()),
        "owner=nobody&status=new&status=in_hand": (
            _("Nobody’s yet"),
            Q(owner=None, status__in=OPEN_STATUSES),
        ),
        "overdue=on": (_("Overdue"), Q(next_action_on__lt=today)),
        "": (pgettext("leads", "All"), Q()),
        "status=spam": (_("Quarantine"), Q(status=Status.SPAM)),
    }


def views_for(request: Any, query: str) -> list[View]:
    """All views with their counts: one query for those that are always there, one for each saved."""
    return [*standing_views(request, query), *_saved(request, query)]


def standing_views(request: Any, query: str) -> list[View]:
    """The views that are always there, in one query."""
    not_spam = ~Q(status=Status.SPAM)
    conditions = built_in()
    counts: dict[str, Any] = {}
    for number, (text, (_label, condition)) in enumerate(conditions.items()):
        if text == "owner=me":
            condition = Q(owner=request.user.pk)
        kept = condition if text == "status=spam" else condition & not_spam
        counts[f"n{number}"] = Count("pk", filter=kept)
    numbers = Person.objects.current().aggregate(**counts)
    return [
        View(label, text, numbers[f"n{number}"], text == query)
        for number, (text, (label, _condition)) in enumerate(conditions.items())
    ]


def _saved(request: Any, query: str) -> Iterable[View]:
    own = SavedView.objects.filter(Q(owner=None) | Q(owner=request.user.pk))[:MAX_VIEWS]
    for saved in own:
        number = filtered(QueryDict(saved.query), request).count()
        yield View(saved.name, saved.query, number, saved.query == query, saved)
