"""What happens to a request: opened, proved, extended, answered. One transaction each."""

import hashlib
import secrets
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from outbox.services import send_mail
from privacy.rights.models import (
    LINK_LIFETIME,
    VISIT_LIFETIME,
    Answer,
    Channel,
    Event,
    Kind,
    ProofLink,
    State,
    SubjectRequest,
)
from privacy.rights.signals import proved

TOKEN_BYTES = 32


class LinkNotUsable(Exception):
    """The link is unknown, used or too old; a new one can be asked for."""


class AlreadyAnswered(Exception):
    """The request is closed: nothing more is done in it."""


class ReasonMissing(ValueError):
    """An extension must say why (art. 12 §3)."""


def record(
    request: SubjectRequest, action: str, *, by: AbstractBaseUser | None = None, detail: str = ""
) -> Event:
    """Add to the history of a request. `detail` holds references and reasons, no data."""
    return Event.objects.create(request=request, action=action, actor_id=_pk(by), detail=detail)


@transaction.atomic
def open_request(*, email: str, language: str, notice: str = "") -> SubjectRequest:
    """A request made on the site: stored, and a link mailed to the address.

    The same is done whether or not the address is known, so that neither the answer nor its time
    tells anything about it.
    """
    request = SubjectRequest.objects.create(
        email=email.strip().lower(), language=language, notice=notice
    )
    record(request, "received")
    send_mail(mail="privacy.rights.emails.proof_link", about=request)
    return request


@transaction.atomic
def enter_request(
    *,
    email: str,
    language: str,
    kind: Kind,
    channel: Channel,
    received_at: datetime,
    words: str,
    by: AbstractBaseUser,
) -> SubjectRequest:
    """A request that came by another way, entered by the DPO, who has verified who asks.

    Raises ValueError for a date in the future.
    """
    if received_at > timezone.now():
        raise ValueError("A request cannot have come in the future.")
    request = SubjectRequest.objects.create(
        email=email.strip().lower(),
        language=language,
        kind=kind,
        channel=channel,
        received_at=received_at,
        words=words,
        state=State.OPEN,
        proved_at=timezone.now(),
    )
    record(request, "entered", by=by)
    proved.send(sender=SubjectRequest, request=request)
    return request


@transaction.atomic
def receive_message(*, email: str, language: str, words: str, notice: str) -> SubjectRequest:
    """A message to the DPO from the site's form: a request to be answered like any other."""
    request = SubjectRequest.objects.create(
        email=email.strip().lower(),
        language=language,
        kind=Kind.QUESTION,
        channel=Channel.FORM,
        words=words,
        notice=notice,
        state=State.OPEN,
    )
    record(request, "received")
    return request


@transaction.atomic
def send_link(*, request: SubjectRequest, by: AbstractBaseUser) -> None:
    """Mail the person of an open request the link to their own page. Raises AlreadyAnswered."""
    if request.state == State.ANSWERED:
        raise AlreadyAnswered
    record(request, "linked", by=by)
    send_mail(mail="privacy.rights.emails.proof_link", about=request)


@transaction.atomic
def new_link(*, request: SubjectRequest) -> str:
    """A fresh token for this request; earlier links that were not used stop working."""
    request.links.filter(used_at__isnull=True).delete()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    ProofLink.objects.create(
        request=request, token_hash=_hash(token), expires_at=timezone.now() + LINK_LIFETIME
    )
    return token


def usable_link(*, token: str) -> ProofLink:
    """The link of this token, without changing anything. Raises LinkNotUsable."""
    link = ProofLink.objects.filter(token_hash=_hash(token)).select_related("request").first()
    if link is None or link.used_at or link.expires_at <= timezone.now():
        raise LinkNotUsable
    return link


@transaction.atomic
def prove_address(*, token: str) -> tuple[SubjectRequest, str]:
    """Use a link: the address is proved, and a visit begins. Returns the request and the visit's
    secret, which goes into the browser's cookie. Raises LinkNotUsable, also the second time.
    """
    now = timezone.now()
    visit = secrets.token_urlsafe(TOKEN_BYTES)
    used = ProofLink.objects.filter(
        token_hash=_hash(token), used_at__isnull=True, expires_at__gt=now
    ).update(used_at=now, visit_hash=_hash(visit), visit_ends_at=now + VISIT_LIFETIME)
    if not used:
        raise LinkNotUsable
    request = SubjectRequest.objects.select_for_update().get(links__visit_hash=_hash(visit))
    if request.state == State.UNPROVED:
        request.state, request.proved_at = State.OPEN, now
        request.save(update_fields=["state", "proved_at"])
    record(request, "proved")
    proved.send(sender=SubjectRequest, request=request)
    return request, visit


def visited_request(*, visit: str) -> SubjectRequest | None:
    """The request this browser has proved within the last half hour, if any."""
    if not visit:
        return None
    return SubjectRequest.objects.filter(
        links__visit_hash=_hash(visit), links__visit_ends_at__gt=timezone.now()
    ).first()


def end_visit(*, visit: str) -> None:
    """Close the visit before its time (the person leaves a shared computer)."""
    ProofLink.objects.filter(visit_hash=_hash(visit)).update(visit_ends_at=timezone.now())


@transaction.atomic
def extend(*, request: SubjectRequest, reason: str, by: AbstractBaseUser) -> None:
    """Two further months (art. 12 §3), told to the person with the reason within the first month.

    Raises ReasonMissing, AlreadyAnswered, ValueError after the first month or a second time.
    """
    request = SubjectRequest.objects.select_for_update().get(pk=request.pk)
    if not reason.strip():
        raise ReasonMissing
    if request.state == State.ANSWERED:
        raise AlreadyAnswered
    if request.extended or timezone.now() > request.due_at:
        raise ValueError("The extension must be told within the first month, once.")
    request.extended, request.extension_reason = True, reason.strip()
    request.due_at = request.deadline()
    request.save(update_fields=["extended", "extension_reason", "due_at"])
    record(request, "extended", by=by, detail=reason.strip())
    send_mail(mail="privacy.rights.emails.extension", about=request)


@transaction.atomic
def write_answer(
    *, request: SubjectRequest, subject: str, text: str, by: AbstractBaseUser, closes: bool
) -> Answer:
    """Write to the person; with `closes` the request is answered and its clock stops."""
    request = SubjectRequest.objects.select_for_update().get(pk=request.pk)
    answer = Answer.objects.create(
        request=request, subject=subject, text=text, written_by_id=_pk(by)
    )
    record(request, "written", by=by)
    send_mail(mail="privacy.rights.emails.answer", about=request, answer=answer.pk)
    if closes:
        close(request=request, by=by)
    return answer


@transaction.atomic
def close(*, request: SubjectRequest, by: AbstractBaseUser | None = None) -> None:
    """The request is answered: the clock stops. Done again, it changes nothing."""
    changed = SubjectRequest.objects.filter(pk=request.pk).exclude(state=State.ANSWERED)
    if changed.update(state=State.ANSWERED, answered_at=timezone.now()):
        record(request, "answered", by=by)


@transaction.atomic
def show(*, request: SubjectRequest) -> None:
    """The person sees everything that is held: a request to see it is thereby answered (art. 15)."""
    record(request, "shown")
    if request.kind == Kind.ACCESS and request.channel == Channel.SITE:
        close(request=request)


@transaction.atomic
def reopen(*, request: SubjectRequest, kind: Kind) -> None:
    """The person asks, on their page, for something the DPO has to answer; the month starts anew."""
    request.kind, request.state, request.answered_at = kind, State.OPEN, None
    request.received_at, request.extended = timezone.now(), False
    request.due_at = request.deadline()
    request.save()
    record(request, "reopened")


def _hash(token: str) -> str:
    # The token has 256 random bits: a plain hash cannot be turned round.
    return hashlib.sha256(token.encode()).hexdigest()


def _pk(user: AbstractBaseUser | None) -> int | None:
    return user.pk if user is not None else None
