"""Files that come with a candidate's mail go the way of every CV: looked into, then the vault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from careers.applications.cv.intake import CheckedCV, check_cv, plain_name
from careers.applications.cv.problems import Problem, Refused
from careers.applications.models import Attachment, Exchange
from careers.applications.vault import files

MOST = 5
LONGEST_NAME = 120


@dataclass(frozen=True)
class Enclosure:
    """A file as it came."""

    name: str = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Verdict:
    """What became of it: the checked file, or why it is not kept."""

    name: str = field(repr=False)
    size: int
    kept: CheckedCV | None = None
    problem: str = ""


def judge(enclosures: Iterable[Enclosure]) -> list[Verdict]:
    """Look into each, the first five; outside of any transaction, as it takes its time."""
    found = []
    for number, one in enumerate(enclosures, start=1):
        name = plain_name(one.name)[:LONGEST_NAME] or "?"
        try:
            if number > MOST:
                raise Refused(Problem.TOO_MANY)
            found.append(Verdict(name, len(one.content), kept=check_cv(one.content, one.name)))
        except Refused as refused:
            found.append(Verdict(name, len(one.content), problem=refused.problem.value))
    return found


def keep_enclosed(*, exchange: Exchange, verdict: Verdict) -> Attachment:
    """Into the vault; or, of a refused one, its name and why. Joins the caller's transaction."""
    owner = {"application": exchange.application, "exchange": exchange}
    if verdict.kept is not None:
        return files.put(Attachment, verdict.kept, **owner)
    return Attachment.objects.create(
        name=verdict.name, size=verdict.size, problem=verdict.problem, **owner
    )
