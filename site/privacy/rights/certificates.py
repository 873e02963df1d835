"""The certificate of an erasure, read from what the eraser has really done."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from privacy.models import Erasure, ErasureCopy, Phase
from privacy.rights.models import Certificate


@dataclass(frozen=True)
class Place:
    """One place a copy lay, and whether it is erased there."""

    name: str
    done: bool


@dataclass(frozen=True)
class Line:
    """One record of a certificate."""

    record: str
    reference: str
    kept: str
    done: bool
    places: tuple[Place, ...]


def lines_of(certificate: Certificate) -> list[Line]:
    """The records of a certificate with the state of each place, as the eraser has verified it."""
    keys = [line["erasure"] for line in certificate.lines if line["erasure"]]
    erasures = {str(one.key): one for one in Erasure.objects.filter(key__in=keys)}
    copies: dict[int, list[ErasureCopy]] = {}
    for copy in ErasureCopy.objects.filter(erasure__key__in=keys).order_by("pk"):
        copies.setdefault(copy.erasure_id, []).append(copy)
    return [_line(line, erasures.get(line["erasure"]), copies) for line in certificate.lines]


def is_complete(certificate: Certificate) -> bool:
    """Whether everything that is to be erased is erased and verified."""
    return all(line.done or line.kept for line in lines_of(certificate))


def _line(
    facts: dict[str, Any], erasure: Erasure | None, copies: dict[int, list[ErasureCopy]]
) -> Line:
    phase = erasure.phase if erasure else 0
    places = [
        Place(_("our database"), phase >= Phase.DELETED),
        Place(_("logs, drafts, search index and pending mail"), phase >= Phase.VERIFIED),
    ]
    known = copies.get(erasure.pk, []) if erasure else []
    for one in facts.get("places", []):
        there = [copy for copy in known if (copy.kind, copy.place) == (one["kind"], one["place"])]
        gone = bool(there) and all(copy.done_at is not None for copy in there)
        places.append(Place(one["name"], gone))
    # An erasure that is no longer known was finished and its record pruned: the ledger has it.
    done = bool(facts["erasure"]) and (erasure is None or phase == Phase.DONE)
    if done:
        places = [Place(place.name, True) for place in places]
    return Line(
        facts["record"],
        facts["reference"],
        facts["kept"],
        done,
        () if facts["kept"] else tuple(places),
    )
