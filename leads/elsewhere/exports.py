"""Leads as a file: XLSX or CSV, safe to open, with the day on which it has to be deleted inside."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import IO, Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from leads.models import Person
from privacy import clock, registry, retention, spreadsheets
from privacy.spreadsheets import LIFETIME, in_batches, safe


def columns() -> list[str]:
    """The headings, in the language of whoever exports."""
    return [
        _("Reference"),
        _("Last name"),
        _("First name"),
        _("E-mail"),
        pgettext("leads", "Company"),
        _("Domain"),
        _("Language"),
        _("Status"),
        _("Followed by"),
        _("Tags"),
        _("Next action"),
        _("Due on"),
        _("First contact"),
        _("Last contact"),
        _("Messages"),
        _("Resources"),
        _("No marketing"),
        _("Erase this line by"),
        _("Delete this file by"),
    ]


def exported(people: "QuerySet[Person]") -> "QuerySet[Person]":
    """Those of these people whose data may leave: not those set aside at their request."""
    rows: QuerySet[Person] = people.filter(restricted=False)
    return rows


def delete_by(people: "QuerySet[Person]") -> date:
    """The day on which a file with these people has to be gone."""
    today = timezone.localdate() + LIFETIME
    first = exported(people).order_by("last_contact_at").values_list("last_contact_at", flat=True)
    oldest = first.first()
    return min(today, _erased(oldest, _measure())) if oldest else today


def rows(people: "QuerySet[Person]") -> Iterator[list[Any]]:
    """The lines, read in batches."""
    until, measure = delete_by(people), _measure()
    found = (
        exported(people)
        .select_related("owner")
        .prefetch_related("tags")
        .annotate(written=Count("enquiries", distinct=True), asked=Count("requests", distinct=True))
        .order_by("pk")
    )
    for person in in_batches(found):
        yield [
            person.short,
            safe(person.last_name),
            safe(person.first_name),
            safe(person.email),
            safe(person.company),
            safe(person.domain),
            person.language,
            str(person.get_status_display()),
            safe(person.owner.get_full_name() or person.owner.email) if person.owner else "",
            safe(", ".join(tag.name for tag in person.tags.all())),
            safe(person.next_action),
            person.next_action_on,
            timezone.localtime(person.first_contact_at).date(),
            timezone.localtime(person.last_contact_at).date(),
            person.written,
            person.asked,
            _("yes") if person.no_marketing else "",
            _erased(person.last_contact_at, measure),
            until,
        ]


def as_csv(people: "QuerySet[Person]") -> Iterator[bytes]:
    """The lines as a file, some at a time."""
    return spreadsheets.as_csv(_lines(people))


def _lines(people: "QuerySet[Person]") -> Iterable[list[Any]]:
    yield columns()
    yield from rows(people)


def as_xlsx(people: "QuerySet[Person]", out: IO[bytes]) -> None:
    """A sheet with the lines and one that says until when the file may be kept."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Leads"))
    for values in _lines(people):
        sheet.append(values)
    about = book.create_sheet(_("Read me"))
    about.append([_("Delete this file by"), delete_by(people)])
    about.append([pgettext("leads", "Made on"), timezone.localdate()])
    about.append(
        [
            _(
                "Each line says by which day its person is erased: do not keep it any longer elsewhere."
            )
        ]
    )
    book.save(out)


def _measure() -> dict[str, int]:
    """How long people are kept now, with the DPO's shortening."""
    return retention.length_of(registry.declaration_for(Person).rules[0])


def _erased(last_contact: datetime, measure: dict[str, int]) -> date:
    """The day on which a person of this last contact is erased."""
    return timezone.localtime(clock.add(last_contact, **measure)).date()
