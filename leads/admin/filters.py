"""How the inbox is narrowed."""

from functools import partial
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db import connection
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from cms.campaigns import paths_of
from cms.long_lists import Reading
from leads.admin.base import colleagues, name_of
from leads.models import ContactForm, Enquiry, Person, ResourceRequest, Status, Tag
from privacy.words import having, having_one_of, parts_of
from privacy.words_read import reading

NOBODY = "nobody"
ME = "me"
ON = "on"
FORM, TAG = "form", "tag"


class Choices:
    """What can be chosen, read once for a request: the filters of every saved view offer it too."""

    @cached_property
    def owner(self) -> list[tuple[str, str]]:
        return [
            (ME, _("Me")),
            (NOBODY, _("Nobody yet")),
            *((str(user.pk), name_of(user)) for user in colleagues()),
        ]

    @cached_property
    def form(self) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        for kind, key, _language, name in self._named:
            if kind == FORM:
                found.setdefault(str(UUID(key)), name)
        return list(found.items())

    @cached_property
    def tag(self) -> list[tuple[str, str]]:
        return [(key, name) for kind, key, _language, name in self._named if kind == TAG]

    @cached_property
    def _named(self) -> list[tuple[str, str, str, str]]:
        """Forms, by their language and name, and tags by their name; in one query."""

        def described(kind: str, rows: Any, key: str, language: Any) -> Any:
            said = Cast(key, CharField(max_length=40))
            label = Cast("name", CharField(max_length=255))
            return rows.order_by().values_list(Value(kind), said, language, label)

        forms = described(FORM, ContactForm.objects, "translation_key", F("locale__language_code"))
        tags = described(TAG, Tag.objects, "pk", Value(""))
        return sorted(forms.union(tags, all=True), key=lambda one: one[2:])


def choices_for(request: Any) -> Choices:
    """The choices that this request has read, or will read when they are needed."""
    if not hasattr(request, "_lead_choices"):
        request._lead_choices = Choices()
    kept: Choices = request._lead_choices
    return kept


class PersonFilterSet(WagtailFilterSet):
    """By status, owner, what they did, tag, language, company, dates."""

    status = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Status"),
        choices=Status.choices,
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    unread = django_filters.ChoiceFilter(
        label=gettext_lazy("Unread"), choices=[(ON, gettext_lazy("yes"))], method="only_when_true"
    )
    owner = django_filters.ChoiceFilter(label=gettext_lazy("Followed by"), method="by_owner")
    overdue = django_filters.ChoiceFilter(
        label=gettext_lazy("Next action overdue"),
        choices=[(ON, gettext_lazy("yes"))],
        method="by_overdue",
    )
    form = django_filters.ChoiceFilter(label=gettext_lazy("Wrote by the form"), method="by_form")
    tag = django_filters.ChoiceFilter(label=gettext_lazy("Tag"), field_name="tags")
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"),
        choices=[("fr", gettext_lazy("French")), ("en", gettext_lazy("English"))],
    )
    domain = django_filters.CharFilter(label=gettext_lazy("Company’s domain"), method="by_domain")
    campaign = django_filters.CharFilter(
        label=gettext_lazy("Campaign, by its name in links"), method="by_campaign"
    )
    last_contact_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Last contact"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Person
        fields = ["status", "unread", "owner", "overdue", "form", "tag", "language", "domain"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = choices_for(self.request)
        # Functions, since a form copies all else that its fields hold, with what was read already.
        self.filters["owner"].extra["choices"] = lambda: offered.owner
        self.filters["form"].extra["choices"] = lambda: offered.form
        self.filters["tag"].extra["choices"] = lambda: offered.tag

    def only_when_true(self, rows: "QuerySet[Person]", name: str, value: Any) -> Any:
        return rows.filter(**{name: True}) if value else rows

    def by_owner(self, rows: "QuerySet[Person]", name: str, value: str) -> Any:
        if value == NOBODY:
            return rows.filter(owner=None)
        return rows.filter(owner_id=self.request.user.pk if value == ME else int(value))

    def by_overdue(self, rows: "QuerySet[Person]", name: str, value: Any) -> Any:
        return rows.filter(next_action_on__lt=timezone.localdate()) if value else rows

    def by_domain(self, rows: "QuerySet[Person]", name: str, value: str) -> Any:
        """Domains are kept in small letters."""
        return rows.filter(domain=value.strip().lower())

    def by_campaign(self, rows: "QuerySet[Person]", name: str, value: str) -> Any:
        """Who came by a link of the campaign, having agreed to be measured, or wrote from a page of it."""
        came = Q(campaign=value) | Q(page_path__in=paths_of(value))
        wrote = Enquiry.objects.filter(came).values("person")
        took = ResourceRequest.objects.filter(came).values("person")
        return rows.filter(Q(pk__in=wrote) | Q(pk__in=took))

    def by_form(self, rows: "QuerySet[Person]", name: str, value: str) -> Any:
        try:
            key = UUID(value)
        except ValueError:
            return rows.none()
        sent = Enquiry.objects.filter(person=OuterRef("pk"), form__translation_key=key)
        return rows.filter(Exists(sent))


def matching(rows: "QuerySet[Person]", words: str, *, read: bool = False) -> "QuerySet[Person]":
    """Those in whom every word begins one: in name, address, company, what they wrote, a reference.

    `read`: each of the rows is read, instead of asking the index of words; of few rows only.
    """
    asked = _asked(words)
    each = [_with_word(word, read=read) for word in asked]
    if read or len(asked) < 2 or not all(map(_is_plain, asked)):
        return rows.filter(*each)
    # Mostly the words stand together, in a name and an address: the index knows that at once. Only who
    # wrote one of them may have the others elsewhere.
    return rows.filter(having(Person, " ".join(asked)) | (_writers(asked) & Q(*each)))


def matching_few(rows: "QuerySet[Person]", words: str) -> "QuerySet[Person] | None":
    """The same, quicker on PostgreSQL where few have the words; None where there is nothing quicker.

    It would go through the whole list otherwise, and look for each row whether it is one of the found.
    """
    asked = _asked(words)
    if connection.vendor == "sqlite" or not asked or not all(map(_is_plain, asked)):
        return None
    together = Person.objects.filter(having(Person, " ".join(asked)))
    wrote = Person.objects.filter(_writers(asked))
    if len(asked) > 1:
        wrote = wrote.filter(*(_with_word(word, read=False) for word in asked))
    return rows.filter(pk__in=together.values("pk").union(wrote.values("pk"), all=True))


def _asked(words: str) -> list[str]:
    return words.replace("\0", "").split()[:8]


def _writers(asked: list[str]) -> Q:
    """Who wrote one of these words."""
    wrote = Enquiry.objects.filter(having_one_of(Enquiry, asked))
    return Q(pk__in=wrote.values("person"))


def _with_word(word: str, *, read: bool) -> Q:
    """Those in whom this word begins one."""
    if read:
        sent = Enquiry.objects.filter(person=OuterRef("pk"))
        found = reading(Person, word) | Q(Exists(sent.filter(reading(Enquiry, word))))
    else:
        wrote = Enquiry.objects.filter(having(Enquiry, word)).values("person")
        found = having(Person, word) | Q(pk__in=wrote)
    if bounds := _reference_bounds(word):
        same = Enquiry.objects.filter(person=OuterRef("pk"), uuid__range=bounds)
        found |= Q(uuid__range=bounds) | Q(Exists(same))
    return found


def _is_plain(word: str) -> bool:
    """Whether this can stand in a text, and is no reference."""
    return bool(parts_of(word)) and _reference_bounds(word) is None


def _reference_bounds(word: str) -> tuple[UUID, UUID] | None:
    """The first and last identity that begin with this reference."""
    digits = word.lower().replace("-", "")
    if not 8 <= len(digits) <= 32 or set(digits) - set("0123456789abcdef"):
        return None
    return UUID(digits.ljust(32, "0")), UUID(digits.ljust(32, "f"))


def filtered(query: QueryDict, request: Any) -> "QuerySet[Person]":
    """The people that this query of the inbox leaves."""
    return matching(narrowed(query, request), words_of(query))


def words_of(query: QueryDict) -> str:
    """What this query looks for."""
    return query.get("q", "").strip()


def narrowed(query: QueryDict, request: Any) -> "QuerySet[Person]":
    """The same, whatever it looks for. Quarantine only when it is asked for."""
    rows: QuerySet[Person] = Person.objects.current()
    if Status.SPAM not in query.getlist("status"):
        rows = rows.exclude(status=Status.SPAM)
    filters = PersonFilterSet(data=query, request=request, queryset=rows)
    if not filters.is_valid():
        return rows.none()
    people: QuerySet[Person] = filters.qs
    return people


def as_read(among: "QuerySet[Person]", words: str) -> Reading:
    """How those among them that have the words are found by reading (`among`: in the order of a list)."""
    return Reading(among, partial(matching, words=words, read=True), matching_few(among, words))
