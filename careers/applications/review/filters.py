"""What the list can be narrowed to, and its search."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.db.models.lookups import IsNull
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from accounts.queries import staff_with_role
from careers.applications.models import Application, PoolEntry, Source, Stage
from careers.applications.review import saved
from careers.models import OfferPage
from privacy.words import having
from privacy.words_read import reading

# What belongs to the screen, not to the question.
NOISE = ("p", "_w_filter_fragment", "_w_buttons_fragment", "id", "next", "format")


class ColleagueField(django_filters.fields.ModelChoiceField):
    def label_from_instance(self, user: Any) -> str:
        return str(user.get_full_name() or user.email)


def offers(request: HttpRequest | None) -> QuerySet[OfferPage]:
    """Every offer once, in French."""
    return OfferPage.objects.filter(locale__language_code="fr", alias_of__isnull=True)


def colleagues(request: HttpRequest | None) -> QuerySet[Any]:
    return staff_with_role("rh")


class ColleagueFilter(django_filters.ModelChoiceFilter):
    """A colleague, by name."""

    field_class = ColleagueField


class ApplicationFilterSet(WagtailFilterSet):
    """Offer, stage, source, who is in charge, and whether the person is in the talent pool."""

    offer = django_filters.ModelChoiceFilter(
        label=_("Offer"), queryset=offers, to_field_name="translation_key", method="of_offer"
    )
    stage = django_filters.MultipleChoiceFilter(
        label=_("Stage"), choices=Stage.choices, widget=forms.CheckboxSelectMultiple, distinct=False
    )
    source = django_filters.MultipleChoiceFilter(
        label=_("Came by"),
        choices=Source.choices,
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    owner = ColleagueFilter(label=_("In charge"), queryset=colleagues)
    pool = django_filters.ChoiceFilter(
        label=_("Talent pool"),
        choices=[("yes", _("in the talent pool")), ("no", _("not in it"))],
        method="of_pool",
        widget=forms.RadioSelect,
        empty_label=_("all the same"),
    )

    class Meta:
        model = Application
        fields = ["offer", "stage", "source", "owner", "pool"]

    def of_offer(
        self, rows: QuerySet[Application], name: str, offer: OfferPage
    ) -> QuerySet[Application]:
        return rows.filter(offer__translation_key=offer.translation_key)

    def of_pool(self, rows: QuerySet[Application], name: str, wanted: str) -> QuerySet[Application]:
        agreed = Q(email__in=PoolEntry.objects.current().values("email"))
        return rows.filter(agreed if wanted == "yes" else ~agreed)


def searched(
    rows: QuerySet[Application], words: str, *, read: bool = False
) -> QuerySet[Application]:
    """Rows whose reference, name or address has these words; by the reference alone those that are
    read blind, and those whose use is restricted.

    `read`: each of the rows is read, instead of asking the index of words; of few rows only.
    """
    words = words.strip().replace("\0", "")[:100]
    if not words:
        return rows
    found = Q()
    for word in words.split()[:5]:
        found |= (reading if read else having)(Application, word)
    blind = Q(stage=Stage.RECEIVED, offer__blind_reading=True) | Q(restricted_at__isnull=False)
    named = referenced(words)
    return rows.filter((found & ~blind) | named if named is not None else found & ~blind)


def referenced(words: str) -> Q | None:
    """Those whose reference begins like this, as a range, which an index answers; None for no beginning."""
    start = words.lower().replace("-", "")
    if not 4 <= len(start) <= 32 or not all(letter in "0123456789abcdef" for letter in start):
        return None
    return Q(uuid__range=(UUID(start.ljust(32, "0")), UUID(start.ljust(32, "f"))))


def asked_for(rows: QuerySet[Application], query: QueryDict) -> QuerySet[Application]:
    """Exactly the rows that the list shows for this query: view, filters and search."""
    rows = saved.narrowed(rows, query.get("view", "all"))
    filters = ApplicationFilterSet(data=query, queryset=rows)
    if not filters.is_valid():
        return rows.none()
    return searched(filters.qs, query.get("q", "")).order_by(*ORDER)


# Oldest waiting first; whoever waits for nothing comes last, on every database.
# Spelled as the index of the applications has it.
ORDER = (IsNull(F("waiting_since"), True).asc(), "waiting_since", "received_at", "pk")


def question(query: QueryDict) -> str:
    """The query without what belongs to the screen; carried from the list to a file and back."""
    kept = query.copy()
    for name in NOISE:
        kept.pop(name, None)
    return kept.urlencode()
