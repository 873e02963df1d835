"""Documents from the declarations: notices (art. 13), the register (art. 30), the policy's tables.

Every function returns plain facts in both languages, in a stable order, so that what is printed
changes when and only when a declaration, a DPO's setting or the services in use change.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.conf import settings

from . import registry, versions, wording
from .controller import CONTROLLER
from .declarations import Activity, GoesWith, KeptWhile, LegalBasis, ModelDeclaration, Processor
from .retention import effective_length
from .texts import Text, joined


@dataclass(frozen=True)
class NoticeItem:
    """One item of a notice: the article that demands it, its title and its text."""

    article: str
    title: Text
    text: Text


@dataclass(frozen=True)
class Notice:
    """What a person is told when their data are taken (GDPR art. 13).

    `policy` is the version of the policy in force, number and hash; `hash` names that and the wording
    (`privacy.notices` finds both again).
    """

    activity: str
    items: tuple[NoticeItem, ...]
    policy: str = ""

    @property
    def hash(self) -> str:
        return hashlib.sha256(_canonical(self).encode()).hexdigest()


@dataclass(frozen=True)
class RetentionLine:
    """A line of the table of durations."""

    activity: str
    model: str
    name: Text
    duration: Text
    afterwards: Text


@dataclass(frozen=True)
class RegisterLine:
    """One activity in the register of processing activities (art. 30 §1)."""

    slug: str
    name: Text
    purpose: Text
    legal_basis: Text
    whose: Text
    source: Text
    categories: Text
    readers: Text
    recipients: tuple[Processor, ...]
    retention: tuple[RetentionLine, ...]
    security: Text
    public: bool


def notice_for(activity: str | Activity) -> Notice:
    """The complete notice of art. 13 for an activity. Raises NotDeclared."""
    found = registry.activity(activity) if isinstance(activity, str) else activity
    items = [
        NoticeItem("13 §1 a", wording.CONTROLLER_TITLE, CONTROLLER.described),
        NoticeItem("13 §1 b", wording.DPO_TITLE, CONTROLLER.dpo),
        NoticeItem("13 §1 c", wording.PURPOSE_TITLE, wording.purpose(found)),
    ]
    if found.legal_basis is LegalBasis.LEGITIMATE_INTERESTS and found.interest:
        items.append(NoticeItem("13 §1 d", wording.INTEREST_TITLE, found.interest))
    recipients = recipients_of(found)
    items += [
        NoticeItem("13 §1 e", wording.RECIPIENTS_TITLE, wording.recipients(found, recipients)),
        NoticeItem("13 §1 f", wording.TRANSFERS_TITLE, wording.transfers(recipients)),
        NoticeItem("13 §2 a", wording.RETENTION_TITLE, wording.durations(retention_of(found))),
        NoticeItem("13 §2 b", wording.RIGHTS_TITLE, wording.rights(found)),
    ]
    if found.legal_basis is LegalBasis.CONSENT:
        items.append(NoticeItem("13 §2 c", wording.WITHDRAWAL_TITLE, wording.WITHDRAWAL))
    items += [
        NoticeItem("13 §2 d", wording.COMPLAINT_TITLE, wording.COMPLAINT),
        NoticeItem("13 §2 e", wording.PROVISION_TITLE, found.provision),
        NoticeItem(
            "13 §2 f",
            wording.DECISIONS_TITLE,
            found.automated_decisions or wording.NO_AUTOMATED_DECISION,
        ),
    ]
    return Notice(found.slug, tuple(items), versions.reference())


def recipients_of(activity: Activity) -> tuple[Processor, ...]:
    """The processors of an activity that are in use, by slug."""
    return tuple(sorted((p for p in activity.processors if p.in_use), key=lambda p: p.slug))


def retention_of(activity: Activity) -> tuple[RetentionLine, ...]:
    """How long each kind of record of an activity is kept, with the DPO's shortenings."""
    return tuple(
        line
        for declaration in registry.serving(activity.slug)
        for line in retention_lines(declaration, activity.slug)
    )


def retention_lines(declaration: ModelDeclaration, activity: str) -> list[RetentionLine]:
    """The lines of one model; none for records that go with another (they share its date)."""
    if isinstance(declaration.retention, GoesWith):
        return []
    if isinstance(declaration.retention, KeptWhile):
        lasting = declaration.retention.condition
        return [
            RetentionLine(activity, declaration.model, declaration.name, lasting, wording.ERASED)
        ]
    return [
        RetentionLine(
            activity,
            declaration.model,
            rule.applies_to or declaration.name,
            wording.duration(effective_length(rule), rule.unit, rule.counted_from),
            rule.leaves or wording.ERASED,
        )
        for rule in declaration.rules
    ]


def register(*, public_only: bool = False) -> list[RegisterLine]:
    """The register of processing activities, by slug. `public_only`: what the policy prints."""
    lines = []
    for activity in registry.activities():
        if public_only and not activity.public:
            continue
        categories = {c for d in registry.serving(activity.slug) for c in d.categories}
        ordered = [c.label for c in type(next(iter(categories)))] if categories else []
        labels = [label for label in ordered if label in {c.label for c in categories}]
        lines.append(
            RegisterLine(
                slug=activity.slug,
                name=activity.name,
                purpose=activity.purpose,
                legal_basis=activity.legal_basis.label,
                whose=activity.whose,
                source=activity.source,
                categories=joined(labels),
                readers=joined([role.label for role in activity.readers]),
                recipients=recipients_of(activity),
                retention=retention_of(activity),
                security=activity.security or wording.SECURITY,
                public=activity.public,
            )
        )
    return lines


def retention_table(*, public_only: bool = True) -> list[RetentionLine]:
    """Every duration, in the order of the register."""
    return [line for entry in register(public_only=public_only) for line in entry.retention]


def recipients_table(*, public_only: bool = True) -> list[Processor]:
    """Every processor in use, once, by slug."""
    found = {p.slug: p for entry in register(public_only=public_only) for p in entry.recipients}
    return [found[slug] for slug in sorted(found)]


def register_text(*, public_only: bool = False) -> str:
    """The effective register as JSON, byte-stable: a changed declaration shows as a diff."""
    facts = {
        "controller": CONTROLLER,
        "activities": register(public_only=public_only),
        "backup_window_days": settings.BACKUP_WINDOW_DAYS,
    }
    return json.dumps(_plain(facts), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def register_hash(*, public_only: bool = True) -> str:
    """SHA-256 (hex) of the effective register that the policy prints."""
    return hashlib.sha256(register_text(public_only=public_only).encode()).hexdigest()


def _canonical(value: Any) -> str:
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)


def _plain(value: Any) -> Any:
    """Declared facts as JSON: dataclasses as mappings, functions left out."""
    if isinstance(value, Enum):
        return value.value
    if hasattr(value, "__dataclass_fields__"):
        return {
            name: _plain(getattr(value, name))
            for name in value.__dataclass_fields__
            if not callable(getattr(value, name))
        }
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
