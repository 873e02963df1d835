"""An old list as CSV: each line is looked at, and what cannot come in says why."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from newsletter import queue
from newsletter.models import (
    Consent,
    Event,
    Source,
    State,
    Subscriber,
    Suppression,
    normalised,
)
from outbox.schedule import PARIS
from privacy.identity import subject_hash

MAX_LINES = 5000
MAX_BYTES = 1_000_000
CHUNK = 200


class Verdict(models.TextChoices):
    """What becomes of a line."""

    TAKEN = "taken", _("comes in")
    NO_ADDRESS = "no_address", _("no e-mail address in this line")
    TWICE = "twice", _("stands in the file already")
    KNOWN = "known", _("is subscribed already")
    PENDING = "pending", _("has asked already and has to confirm")
    LEFT = "left", _("has unsubscribed: only they themselves can come back")
    CLEANED = "cleaned", _("the address no longer works")
    ERASED = "erased", _("was erased at their own request")


@dataclass(frozen=True)
class Line:
    """One line of the file."""

    number: int
    address: str
    language: str
    verdict: Verdict


class Unreadable(ValueError):
    """The file is no list: too long, or no text."""


def read(content: bytes, *, language: str) -> list[Line]:
    """Look at every line and change nothing. Raises Unreadable."""
    if len(content) > MAX_BYTES:
        raise Unreadable
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise Unreadable
    rows = _rows(text)
    if len(rows) > MAX_LINES:
        raise Unreadable
    addresses = [normalised(address) for _number, address, _language in rows]
    states = _states(addresses)
    erased = _erased(addresses)
    lines, seen = [], set()
    for number, address, wanted in rows:
        address = normalised(address)
        verdict = _verdict(address, address in seen, states.get(address), address in erased)
        seen.add(address)
        own = wanted.strip().lower()[:2]
        lines.append(Line(number, address, own if own in ("fr", "en") else language, verdict))
    return lines


def _rows(text: str) -> list[tuple[int, str, str]]:
    """(line number, address, language) of each line; a heading tells which column is which."""
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    rows = [
        (number, row)
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1)
        if any(cell.strip() for cell in row)
    ]
    names = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    address = next((i for i, name in enumerate(names) if name in _ADDRESS_NAMES), None)
    spoken = next((i for i, name in enumerate(names) if name in _LANGUAGE_NAMES), None)
    if address is not None:
        rows = rows[1:]
    found = []
    for number, row in rows:
        position = address
        if position is None:
            position = next((i for i, cell in enumerate(row) if "@" in cell), 0)
        cell = row[position] if position < len(row) else ""
        language = row[spoken] if spoken is not None and spoken < len(row) else ""
        found.append((number, cell[:400], language))
    return found


_ADDRESS_NAMES = {
    "email",
    "e-mail",
    "mail",
    "email address",
    "adresse",
    "adresse e-mail",
    "courriel",
}
_LANGUAGE_NAMES = {"language", "langue", "lang"}


def _states(addresses: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(addresses), 500):
        rows = Subscriber.objects.filter(email__in=addresses[start : start + 500])
        found |= dict(rows.values_list("email", "state"))
    return found


def _erased(addresses: list[str]) -> set[str]:
    hashes = {subject_hash(address): address for address in addresses if address}
    names, found = list(hashes), set()
    for start in range(0, len(names), 500):
        rows = Suppression.objects.filter(hash__in=names[start : start + 500])
        found |= {hashes[one] for one in rows.values_list("hash", flat=True)}
    return found


_BY_STATE = {
    State.SUBSCRIBED: Verdict.KNOWN,
    State.PENDING: Verdict.PENDING,
    State.UNSUBSCRIBED: Verdict.LEFT,
    State.CLEANED: Verdict.CLEANED,
}


def _verdict(address: str, twice: bool, state: str | None, erased: bool) -> Verdict:
    try:
        validate_email(address)
    except ValidationError:
        return Verdict.NO_ADDRESS
    if len(address) > 254:
        return Verdict.NO_ADDRESS
    if twice:
        return Verdict.TWICE
    if state is not None:
        return _BY_STATE[State(state)]
    return Verdict.ERASED if erased else Verdict.TAKEN


def bring_in(*, lines: Iterable[Line], proof: str, agreed_on: date, by: Any) -> int:
    """Subscribe those lines that come in, with the proof of their consent; how many that were.

    Their yes is an old one: whoever has left at Mailchimp since stays out there, and here.
    """
    if not proof.strip():
        raise ValueError("An import needs the proof of consent.")
    agreed_at = datetime.combine(agreed_on, time(12), tzinfo=PARIS)
    taken = [line for line in lines if line.verdict == Verdict.TAKEN]
    for start in range(0, len(taken), CHUNK):
        with transaction.atomic():
            for line in taken[start : start + CHUNK]:
                _bring_in_one(line, proof.strip(), agreed_at, by)
    return len(taken)


def _bring_in_one(line: Line, proof: str, agreed_at: datetime, by: Any) -> None:
    subscriber, made = Subscriber.objects.get_or_create(
        email=line.address,
        defaults={
            "language": line.language,
            "source": Source.IMPORT,
            "state": State.SUBSCRIBED,
            "asked_at": agreed_at,
            "agreed_at": agreed_at,
            "confirmed_at": agreed_at,
            "entered_at": agreed_at,
        },
    )
    if not made:
        return
    Consent.objects.create(
        subscriber=subscriber,
        at=agreed_at,
        confirmed_at=agreed_at,
        wording=proof[:2000],
        language=line.language,
        source=Source.IMPORT,
    )
    subscriber.note(Event.IMPORTED, actor_id=by.pk if by else None)
    queue.tell_mailchimp(subscriber)
