"""Everything that happened with a person, newest first, in a bounded number of queries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import User
from leads.admin.base import name_of
from leads.models import Answer, Enquiry, Note, Person, ResourceRequest, Status, Step

MOST = 200


@dataclass(frozen=True)
class Entry:
    """A line of the timeline; `kind` chooses its look, `facts` are label and value."""

    kind: str
    at: datetime
    title: str
    text: str = ""
    who: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    note: str = ""


def timeline_of(person: Person) -> list[Entry]:
    """The latest entries of all kinds."""
    entries = [
        *map(_enquiry, Enquiry.objects.current().filter(person=person)[:MOST]),
        *map(_request, ResourceRequest.objects.current().filter(person=person)[:MOST]),
        *map(_answer, _with_author(Answer, "written_by", person)),
        *map(_note, _with_author(Note, "written_by", person)),
        *_steps(list(_with_author(Step, "actor", person))),
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _with_author(model: Any, author: str, person: Person) -> Any:
    return (
        model.objects.current().filter(person=person).select_related(author).order_by("-pk")[:MOST]
    )


def _enquiry(one: Enquiry) -> Entry:
    return Entry(
        kind="enquiry",
        at=one.received_at,
        title=" – ".join(filter(None, [one.form_name, one.subject])),
        text=one.message,
        facts=[
            (_("Reference"), one.short),
            (_("As"), f"{one.first_name} {one.last_name}"),
            (pgettext("leads", "Company"), one.company),
            (_("Page"), one.page_path),
            *origin_facts(one.origin),
            (_("Newsletter"), _("agreed") if one.newsletter_wording else ""),
        ],
        note=_("In quarantine: nothing was sent.") if one.quarantined else "",
    )


def _request(one: ResourceRequest) -> Entry:
    downloads = ngettext("%(number)d time", "%(number)d times", one.downloads)
    return Entry(
        kind="request",
        at=one.received_at,
        title=_("Resource: %(title)s") % {"title": one.title},
        facts=[
            (
                _("Downloaded"),
                downloads % {"number": one.downloads} if one.downloads else _("not yet"),
            ),
            (_("Reference"), one.short),
            (_("As"), f"{one.first_name} {one.last_name}"),
            (_("Page"), one.page_path),
            *origin_facts(one.origin),
            (_("New versions"), _("wants to be told") if one.wants_versions else ""),
            (_("Newsletter"), _("agreed") if one.newsletter_wording else ""),
        ],
        note=_("In quarantine: nothing was sent.") if one.quarantined else "",
    )


def _answer(one: Answer) -> Entry:
    return Entry("answer", one.written_at, one.subject, one.text, _who(one.written_by))


def _note(one: Note) -> Entry:
    return Entry("note", one.written_at, _("Note"), one.text, _who(one.written_by))


def _steps(steps: list[Step]) -> Iterator[Entry]:
    """The steps; a colleague is kept by number, and named as long as there is an account."""
    numbers = {int(one.detail) for one in steps if _names_somebody(one)}
    people = User.objects.in_bulk(numbers) if numbers else {}
    for one in steps:
        yield _step(one, people)


def _names_somebody(one: Step) -> bool:
    return one.action == Step.Action.OWNER and one.detail.isdecimal()


def _step(one: Step, people: dict[int, User]) -> Entry:
    detail = one.detail
    if _names_somebody(one):
        owner = people.get(int(detail))
        detail = name_of(owner) if owner else _("an account that is gone")
    elif one.action == Step.Action.OWNER and not detail:
        detail = _("nobody")
    if one.action == Step.Action.STATUS:
        detail = str(dict(Status.choices).get(detail, detail))
    title = " ".join(
        filter(None, [str(one.get_action_display()) + (_(":") if detail else ""), detail])
    )
    return Entry("step", one.at, title, who=_who(one.actor))


def origin_facts(origin: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """Where they came from, in words."""
    labels = {"first": _("First touch"), "last": _("Last touch")}
    names = {
        "utm_campaign": pgettext("origin", "campaign"),
        "utm_source": pgettext("origin", "source"),
        "utm_medium": pgettext("origin", "medium"),
        "utm_content": pgettext("origin", "version of the link"),
        "utm_term": pgettext("origin", "keyword"),
        "referrer": pgettext("origin", "link from"),
        "landing": pgettext("origin", "first page"),
    }
    return [
        (
            labels[touch],
            ", ".join(f"{name}{_(':')} {kept[key]}" for key, name in names.items() if key in kept),
        )
        for touch, kept in origin.items()
        if touch in labels
    ]


def _who(user: Any) -> str:
    return name_of(user) if user else ""
