"""The visitor's choice, as the browser keeps it: one signed cookie.

    accepted_services(request)   slugs of the services this visitor has agreed to
    accepted_purposes(request)   purposes this visitor has agreed to, all services of it

Both are empty without a valid choice, and under Global Privacy Control.

The cookie (CONSENT_COOKIE_NAME: `__Host-consent` over TLS, `consent` without) is readable for our own
scripts, so that a page whose bytes are the same for everyone can still act on the choice:

    performance.third-parties~google-analytics.youtube~<verdicts>~<receipt>~<signature>

First the purposes agreed to, then the services, each joined by dots (either may be empty), so a proxy
can key its entries by these two parts alone; a forged beginning gains nothing, because the server's
Content-Security-Policy follows the signature. A script asks so:

    const agreed = (purpose) =>
      !navigator.globalPrivacyControl &&
      new RegExp(`(?:^|; )(?:__Host-)?consent=(?:[a-z-]+\\.)*${purpose}[.~]`).test(document.cookie);

Each service has a verdict with its own date and edition: what is decided about one does not prolong
another, and counts for six calendar months.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from consent import trackers
from consent.models import Receipt
from consent.trackers import ActiveService
from privacy.clock import add_months

MONTHS = 6
SALT = "consent.choice"
LONGEST = 3_000  # characters of a cookie that is looked at
_VERDICT = re.compile(r"([a-z][a-z0-9-]{1,39}):([01]):([0-9]{1,4}):([0-9]{9,11})")
_RECEIPT = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True)
class Verdict:
    """Yes or no to one service, in one edition of it."""

    accepted: bool
    edition: int
    at: datetime

    @property
    def until(self) -> datetime:
        """When the question may be asked again."""
        return add_months(self.at, MONTHS)


@dataclass(frozen=True)
class Choice:
    """What a visitor has decided; `receipt` is the number of the last receipt."""

    receipt: str
    verdicts: Mapping[str, Verdict]

    @property
    def made_at(self) -> datetime:
        """When the last decision was made."""
        return max(verdict.at for verdict in self.verdicts.values())

    @property
    def agrees(self) -> bool:
        """Whether anything is agreed to."""
        return any(verdict.accepted for verdict in self.verdicts.values())

    def standing(self, one: ActiveService, now: datetime) -> Verdict | None:
        """The verdict that still counts for a service; None when it is to be asked (again)."""
        verdict = self.verdicts.get(one.slug)
        if verdict is None or verdict.edition != one.service.edition:
            return None
        return verdict if verdict.at <= now < verdict.until else None


def has_gpc(request: HttpRequest) -> bool:
    """Whether the browser sends Global Privacy Control, which counts as a refusal."""
    return request.headers.get("Sec-GPC", "").strip() == "1"


def choice_of(request: HttpRequest) -> Choice | None:
    """The choice this browser brings, or None: there is none, it is not ours, or it was replaced.

    Only a choice with an agreement in it is looked up among the receipts: a refusal that comes back
    opens nothing.
    """
    known = request.__dict__
    if "_consent_choice" not in known:
        found = read(request.COOKIES.get(settings.CONSENT_COOKIE_NAME, ""))
        if found is not None and found.agrees and not stands(found):
            found = None
        known["_consent_choice"] = found
    choice: Choice | None = known["_consent_choice"]
    return choice


def stands(choice: Choice) -> bool:
    """Whether the receipt of a choice is there and no later one has taken its place."""
    return Receipt.objects.filter(number=choice.receipt, replaced_at__isnull=True).exists()


def accepted_services(request: HttpRequest) -> frozenset[str]:
    """The services that need an agreement and have this visitor's."""
    choice = choice_of(request)
    if choice is None or has_gpc(request):
        return frozenset()
    now = timezone.now()
    return frozenset(
        one.slug
        for one in trackers.asked()
        if (verdict := choice.standing(one, now)) is not None and verdict.accepted
    )


def accepted_purposes(request: HttpRequest) -> frozenset[str]:
    """The purposes of which this visitor has agreed to every service."""
    return purposes_of(accepted_services(request), trackers.asked())


def loaded_services(request: HttpRequest) -> tuple[ActiveService, ...]:
    """What may load for this visitor: accepted, or exempt and not objected to."""
    accepted = accepted_services(request)
    choice, now, refused = choice_of(request), timezone.now(), has_gpc(request)

    def loads(one: ActiveService) -> bool:
        if one.service.needs_consent:
            return one.slug in accepted
        verdict = choice.standing(one, now) if choice else None
        return not refused and (verdict is None or verdict.accepted)

    return tuple(one for one in trackers.active() if loads(one))


def pending_services(request: HttpRequest) -> tuple[ActiveService, ...]:
    """The services this visitor is still to be asked about."""
    if has_gpc(request):
        return ()
    choice, now = choice_of(request), timezone.now()
    return tuple(
        one for one in trackers.asked() if choice is None or choice.standing(one, now) is None
    )


def purposes_of(accepted: frozenset[str], asked: Iterable[ActiveService]) -> frozenset[str]:
    """The purposes of which every asked service is among the accepted."""
    by_purpose: dict[str, list[bool]] = {}
    for one in asked:
        by_purpose.setdefault(one.service.purpose, []).append(one.slug in accepted)
    return frozenset(purpose for purpose, verdicts in by_purpose.items() if all(verdicts))


def write(choice: Choice) -> str:
    """The cookie's value for a choice."""
    yes = sorted(slug for slug, verdict in choice.verdicts.items() if verdict.accepted)
    purposes = sorted(purposes_of(frozenset(yes), trackers.asked()))
    verdicts = ".".join(
        f"{slug}:{int(verdict.accepted)}:{verdict.edition}:{int(verdict.at.timestamp())}"
        for slug, verdict in sorted(choice.verdicts.items())
    )
    parts = (".".join(purposes), ".".join(yes), verdicts, choice.receipt)
    return signing.Signer(salt=SALT, sep="~").sign("~".join(parts))


def read(value: str) -> Choice | None:
    """The choice in a cookie's value, or None unless this site has signed it."""
    if not value or len(value) > LONGEST:
        return None
    try:
        _purposes, _services, verdicts, receipt = (
            signing.Signer(salt=SALT, sep="~").unsign(value).split("~")
        )
    except (signing.BadSignature, ValueError):
        return None
    found = {}
    for part in verdicts.split("."):
        match = _VERDICT.fullmatch(part)
        if match is None:
            return None
        moment = datetime.fromtimestamp(int(match[4]), tz=UTC)
        found[match[1]] = Verdict(match[2] == "1", int(match[3]), moment)
    return Choice(receipt, found) if _RECEIPT.fullmatch(receipt) else None


def remember(response: HttpResponse, choice: Choice) -> None:
    """Give the browser its choice, until the last of its verdicts has run out."""
    last = max(verdict.until for verdict in choice.verdicts.values())
    response.set_cookie(
        settings.CONSENT_COOKIE_NAME,
        write(choice),
        max_age=max(0, int((last - timezone.now()).total_seconds())),
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=False,  # our own scripts read it
        samesite="Lax",
    )


def cookie_name() -> str:
    return str(settings.CONSENT_COOKIE_NAME)


def forget(response: HttpResponse) -> None:
    """Have the browser drop a choice that is not one."""
    response.delete_cookie(settings.CONSENT_COOKIE_NAME, path="/", samesite="Lax")
