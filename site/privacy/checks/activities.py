"""Checks of the activities, their processors, and the texts in both languages."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.utils import timezone

from .. import registry
from ..declarations import Activity, LegalBasis, Role
from ..texts import Text


@register("privacy")
def check_contradictions(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What `declare` noticed: the same thing declared twice, or both personal and not."""
    return [Error(problem, id="privacy.E001") for problem in registry.REGISTER.problems]


@register("privacy")
def check_activities(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Each activity is complete: texts in both languages, interest, readers, processors checked."""
    return [error for activity in registry.activities() for error in problems(activity)]


def problems(activity: Activity) -> Iterator[CheckMessage]:
    """What is wrong with one activity."""
    where = f"The activity “{activity.slug}”"
    for path in untranslated(activity):
        yield Error(
            f"{where}: {path} has no text in French or in English.",
            hint="Give both: Text(fr=…, en=…).",
            id="privacy.E002",
        )
    if not isinstance(activity.legal_basis, LegalBasis):
        yield Error(f"{where} names no legal basis of GDPR art. 6.", id="privacy.E003")
    elif activity.legal_basis is LegalBasis.LEGITIMATE_INTERESTS and not activity.interest:
        yield Error(
            f"{where} rests on legitimate interests but does not say which.",
            hint="GDPR art. 13 §1 d: give `interest`.",
            id="privacy.E003",
        )
    if not activity.readers:
        yield Error(f"{where} names no role that reads the data.", id="privacy.E004")
    for role in activity.readers:
        if not isinstance(role, Role):
            yield Error(
                f"{where}: {role!r} is not a role of the site.",
                hint="The roles: " + ", ".join(f"Role.{known.name}" for known in Role),
                id="privacy.E004",
            )
    for processor in activity.processors:
        if processor.checked is None or processor.checked > timezone.localdate():
            yield Error(
                f"{where}: the processor {processor.name} has no date on which its country, "
                "contract and transfer instrument were checked, or one in the future.",
                hint="Check them, then give `checked=date(…)`.",
                id="privacy.E005",
            )


def untranslated(value: Any, path: str = "") -> Iterator[str]:
    """The paths of empty texts anywhere in a declaration."""
    if isinstance(value, Text):
        if not value:
            yield path
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            name = f"{path}.{field.name}" if path else field.name
            yield from untranslated(getattr(value, field.name), name)
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from untranslated(item, f"{path}[{position}]")
