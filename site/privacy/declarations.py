"""The words an app declares its personal data with (`<app>/personal_data.py`).

A declaration is read as a page of the policy, and executed: the nightly erasure, exports, notices,
policy tables and the register of GDPR art. 30 come from it alone. Everything is frozen data; what
needs a row is given as a function of the row or of a queryset.

    RECRUITMENT = Activity(slug="recruitment", name=Text(fr="Recrutement", en="Recruitment"), …)
    declare(activities=[RECRUITMENT], models=[ModelDeclaration(model="careers.Application", …)])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from .categories import Category, LegalBasis, Role
from .texts import Text

__all__ = [
    "Activity",
    "Category",
    "FileCopy",
    "GoesWith",
    "JsonKeys",
    "Keep",
    "KeptWhile",
    "LegalBasis",
    "ModelDeclaration",
    "NotFoundByEmail",
    "NotPersonal",
    "Processor",
    "ProcessorCopy",
    "Rehearsal",
    "Retention",
    "Role",
    "Text",
]


@dataclass(frozen=True)
class Processor:
    """A company that processes data for us (GDPR art. 28), and how a transfer to it is covered.

    `checked` is the day someone last verified country, instrument and contract; `enabled` tells
    whether the service is in use with this configuration (None: always), so that the policy does
    not name a provider that receives nothing.
    """

    slug: str
    name: str
    service: Text
    country: Text
    transfer: Text
    checked: date | None
    outside_eu: bool = False
    enabled: Callable[[], bool] | None = None

    @property
    def in_use(self) -> bool:
        return self.enabled is None or self.enabled()


@dataclass(frozen=True)
class Activity:
    """One processing activity: a line of the register (art. 30) and a notice (art. 13).

    `interest` is required with LEGITIMATE_INTERESTS (art. 13 §1 d). `provision` says whether the
    person must give the data and what happens if not (art. 13 §2 e). `source` is "the person" when
    the data come from the person, otherwise where they come from (art. 14 §2 f).
    """

    slug: str
    name: Text
    purpose: Text
    legal_basis: LegalBasis
    whose: Text
    source: Text
    provision: Text
    readers: tuple[Role, ...]
    processors: tuple[Processor, ...] = ()
    interest: Text | None = None
    automated_decisions: Text | None = None
    security: Text | None = None
    public: bool = True  # printed in the policy; staff-only ones stay in the register


@dataclass(frozen=True)
class NotPersonal:
    """The column says nothing about a person, and why."""

    reason: str


@dataclass(frozen=True)
class JsonKeys:
    """A JSON column, classified by key; `"*"` classifies every key that is not named."""

    keys: Mapping[str, Category | NotPersonal]


Column = Category | NotPersonal | JsonKeys


@dataclass(frozen=True)
class Retention:
    """How long rows are kept: `months` (calendar months, Europe/Paris) or `days` from an event.

    `event` is the column, or path through relations ("application__last_exchange"), with the
    instant the time counts from; `rows` narrows the rule to some rows. A row with several rules
    goes at the first that is due. Rows whose event is empty are not due. With `setting=True` the
    DPO may shorten the length in the admin, never lengthen it. `leaves` says what anonymous trace
    remains.
    """

    slug: str
    event: str
    counted_from: Text
    months: int = 0
    days: int = 0
    rows: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
    applies_to: Text | None = None
    setting: bool = False
    leaves: Text | None = None

    @property
    def length(self) -> int:
        """The declared length in its own unit: the ceiling of the DPO's setting."""
        return self.months or self.days

    @property
    def unit(self) -> str:
        return "months" if self.months else "days"


@dataclass(frozen=True)
class GoesWith:
    """The rows go with the row that foreign key `parent` leads to, on the same day."""

    parent: str


@dataclass(frozen=True)
class KeptWhile:
    """No clock: kept while something lasts (a subscription, an account) and erased when it ends."""

    condition: Text


@dataclass(frozen=True)
class NotFoundByEmail:
    """No e-mail address leads to these rows, and why."""

    reason: Text


@dataclass(frozen=True)
class Keep:
    """A row that must not be erased yet (art. 17 §3, art. 18), and the reason told to the person.

    `applies(row)` is asked each time the row is about to be erased.
    """

    slug: str
    reason: Text
    applies: Callable[[Any], bool]


@dataclass(frozen=True)
class FileCopy:
    """A file of the row: a FileField, or a column with a name in storage alias `storage`.

    `also(row)` names derived files there (page images); `export(row)` opens encrypted ones: (name, content).
    """

    column: str
    storage: str = "default"
    also: Callable[[Any], Iterable[str]] | None = None
    export: Callable[[Any], Iterable[tuple[str, bytes]]] | None = None


@dataclass(frozen=True)
class ProcessorCopy:
    """A copy at a processor, erased by a delivery on the outbox channel `channel`.

    `payload(row)` is what the channel needs once the row is gone (ids and hashes, no address), or
    None when this row was never sent there. The eraser adds `{"erasure_copy": "<uuid>"}`; when the
    processor has answered, the channel calls `privacy.services.confirm_copy_erased(copy=uuid)`.
    `holds_row`: the row itself is deleted only after that (False: at once, the delivery remains).
    """

    processor: Processor
    channel: str
    payload: Callable[[Any], Mapping[str, Any] | None]
    holds_row: bool = True


@dataclass(frozen=True)
class Rehearsal:
    """How `manage.py prove_erasure` rehearses with a marked person, each a dotted path.

    `plant(mark, client)` makes the person through the real public forms (`client` is a
    `privacy.proof.visitor.Visitor`, the address is `privacy.proof.marks.address_of(mark)`);
    `work(mark)` does what staff would do with the record; `find(mark)` returns the primary keys that
    still carry it. `stand_in()` gives a context manager that runs a processor's stand-in on loopback
    (`privacy.proof.stage.StandIn`).
    """

    plant: str
    work: str
    find: str
    stand_in: str = ""


@dataclass(frozen=True)
class ModelDeclaration:
    """Everything the register knows about one model.

    model         "careers.Application"
    activity      slug of the activity it serves (further ones in `also_for`)
    whose         which persons, in words, when narrower than the activity's
    columns       category of every column, or NotPersonal(reason), or JsonKeys by key
                  (primary key, and the columns of PersonalRecord, are known already)
    find          columns or paths that hold the person's e-mail address, or a function
                  address -> queryset, or NotFoundByEmail(reason)
    subject       path to the address of the person the row is about, for the ledger's keyed hash
                  ("" when none); the first of `find` unless given
    retention     one or more rules, or GoesWith(parent), or KeptWhile(condition)
    copies        files and processors; logs, revisions, search index, mail and sessions go unnamed
    export        row -> mapping of label to value; None exports every personal column
    correct       columns the person may correct; searched: whose words staff look for (`privacy.words`)
    keep          reasons to keep a row that is due
    before_erase  called with the row in the transaction that deletes it (anonymous statistics)
    """

    model: str
    activity: str
    name: Text
    columns: Mapping[str, Column]
    find: tuple[str, ...] | Callable[[str], QuerySet[Any]] | NotFoundByEmail
    retention: tuple[Retention, ...] | GoesWith | KeptWhile
    subject: str | None = None
    also_for: tuple[str, ...] = ()
    whose: Text | None = None
    copies: tuple[FileCopy | ProcessorCopy, ...] = ()
    export: Callable[[Any], Mapping[str, Any]] | None = None
    correct: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    keep: tuple[Keep, ...] = ()
    before_erase: Callable[[Any], None] | None = None
    rehearsal: Rehearsal | None = None
    third_party: bool = field(default=False)  # rows written by a library: no uuid of ours on them

    @property
    def rules(self) -> tuple[Retention, ...]:
        """The retention rules with a clock, none for GoesWith and KeptWhile."""
        return self.retention if isinstance(self.retention, tuple) else ()

    @property
    def subject_path(self) -> str:
        if self.subject is not None:
            return self.subject
        return self.find[0] if isinstance(self.find, tuple) and self.find else ""

    @property
    def label_lower(self) -> str:
        return self.model.lower()

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories of data in this model, each once, in the order of the enumeration."""
        found: set[Category] = set()
        for column in self.columns.values():
            if isinstance(column, Category):
                found.add(column)
            elif isinstance(column, JsonKeys):
                found.update(c for c in column.keys.values() if isinstance(c, Category))
        return tuple(category for category in Category if category in found)


def personal_columns(declaration: ModelDeclaration) -> tuple[str, ...]:
    """The columns that hold personal data, in the order declared."""
    return tuple(
        name
        for name, column in declaration.columns.items()
        if isinstance(column, Category)
        or (
            isinstance(column, JsonKeys)
            and any(isinstance(c, Category) for c in column.keys.values())
        )
    )


def reference(row: Model) -> str:
    """The reference that may be shown and logged instead of anything about the person."""
    identity = getattr(row, "uuid", None)
    return f"{row._meta.verbose_name} {str(identity)[:8] if identity else row.pk}"
