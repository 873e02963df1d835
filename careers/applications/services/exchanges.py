"""What passes between a candidate and us is written down here, and the clock follows."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from careers.applications.clock import recompute
from careers.applications.models import Application, Exchange, Kind
from careers.applications.models.exchanges import BY_HAND
from careers.applications.services.enclosing import Verdict, keep_enclosed
from outbox.services import send_mail


@transaction.atomic
def log(
    *, application: Application, kind: Kind, at: datetime, text: str, by: AbstractBaseUser
) -> Exchange:
    """Write down by hand a call, an interview or a message that came another way.

    Raises ValueError for another kind, a date in the future, or one before the application.
    """
    if kind not in BY_HAND:
        raise ValueError("This kind of exchange is not logged by hand.")
    if at > timezone.now():
        raise ValueError("An exchange cannot have taken place in the future.")
    exchange = Exchange.objects.create(
        application=application, kind=kind, at=at, text=text, author_id=by.pk
    )
    recompute(application=application.pk)
    return exchange


@transaction.atomic
def receive_reply(
    *,
    application: Application,
    text: str,
    subject: str = "",
    message_id: str = "",
    enclosed: Sequence[Verdict] = (),
) -> Exchange | None:
    """A message from the candidate, by mail or on their page; None when it was taken before."""
    # The lock makes two deliveries of the same mail take their turn.
    Application.objects.select_for_update().get(pk=application.pk)
    if was_taken(application=application, message_id=message_id):
        return None
    exchange = Exchange.objects.create(
        application=application,
        kind=Kind.REPLY,
        subject=subject[:160],
        text=text[:20_000],
        message_id=_key_of(message_id),
    )
    for one in enclosed:
        keep_enclosed(exchange=exchange, verdict=one)
    recompute(application=application.pk)
    send_mail(
        mail="careers.applications.messages.emails.to_recruiter", about=application, what="reply"
    )
    return exchange


def was_taken(*, application: Application, message_id: str) -> bool:
    """Whether this mail is written down already: providers hand it over until they are thanked."""
    key = _key_of(message_id)
    return bool(key) and application.exchanges.filter(message_id=key).exists()


def _key_of(message_id: str) -> str:
    return hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest() if message_id else ""


@transaction.atomic
def act(*, application: Application, kind: Kind, text: str = "") -> Exchange:
    """Something the candidate did on their own page; it counts as an exchange."""
    exchange = Exchange.objects.create(application=application, kind=kind, text=text)
    recompute(application=application.pk)
    return exchange
