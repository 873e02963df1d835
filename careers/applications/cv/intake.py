"""The verdict on a file that somebody sends as their CV."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field

from django.conf import settings

from careers.applications.cv import clamav, sandbox
from careers.applications.cv.problems import Problem, Refused

SECONDS = 5
KINDS = ("pdf", "docx", "odt")
MAX_NAME = 120


@dataclass(frozen=True)
class CheckedCV:
    """A file that was looked into. `scanned` is False while the virus scanner has not been reached:
    nobody may open it until it has.
    """

    content: bytes = field(repr=False)
    kind: str
    pages: int
    name: str
    scanned: bool

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def check_cv(content: bytes, name: str) -> CheckedCV:
    """Decide by content alone; `name` is kept to be shown. Raises Refused with what to tell."""
    if not content:
        raise Refused(Problem.EMPTY)
    if len(content) > settings.CV_MAX_BYTES:
        raise Refused(Problem.TOO_LARGE)
    try:
        facts = sandbox.ask("look", content, seconds=SECONDS).facts
    except sandbox.SandboxFailed as error:
        raise Refused(Problem.UNCHECKED) from error
    if "refused" in facts:
        raise Refused(Problem(facts["refused"]))
    found = clamav.scan(content)
    if found is clamav.Scan.INFECTED:
        raise Refused(Problem.VIRUS)
    return CheckedCV(
        content=content,
        kind=str(facts["kind"]),
        pages=int(facts["pages"]),
        name=shown_name(name, str(facts["kind"])),
        scanned=found is clamav.Scan.CLEAN,
    )


def shown_name(name: str, kind: str) -> str:
    """The file's name as it may be shown: its last part, without control or direction characters,
    with the ending of what the file really is. It is never used as a path.
    """
    stem = plain_name(name)
    for ending in (*KINDS, "doc"):
        stem = stem.removesuffix(f".{ending}").removesuffix(f".{ending.upper()}")
    return f"{stem[: MAX_NAME - 5].strip(' .') or 'cv'}.{kind}"


def plain_name(name: str) -> str:
    """The last part of a name, without control or direction characters, ending as it was sent."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in last)
    return " ".join(plain.split())
