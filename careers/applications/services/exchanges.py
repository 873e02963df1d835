"""What passes between a candidate and us is written down here, and the clock follows."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from careers.applications.clock import recompute
from careers.applications.models import Application, Exchange, Kind
from careers.applications.models.exchanges import BY_HAND
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
    *, application: Application, text: str, subject: str = "", message_id: str = ""
) -> Exchange | None:
    """A message from the candidate, by mail or on their page; None when it was taken before."""
    key = hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest() if message_id else ""
    # The lock makes two deliveries of the same mail take their turn.
    Application.objects.select_for_update().get(pk=application.pk)
    if key and Exchange.objects.filter(application=application, message_id=key).exists():
        return None
    exchange = Exchange.objects.create(
        application=application,
        kind=Kind.REPLY,
        subject=subject[:160],
        text=text[:20_000],
        message_id=key,
    )
    recompute(application=application.pk)
    send_mail(
        mail="careers.applications.messages.emails.to_recruiter", about=application, what="reply"
    )
    return exchange


@transaction.atomic
def act(*, application: Application, kind: Kind, text: str = "") -> Exchange:
    """Something the candidate did on their own page; it counts as an exchange."""
    exchange = Exchange.objects.create(application=application, kind=kind, text=text)
    recompute(application=application.pk)
    return exchange
