"""Carry out deliveries that have been claimed, and record how each one ended."""

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.utils import translation
from django.utils.translation import gettext_noop

from outbox import channels, claims
from outbox.channels import Again, Channel, NotNeeded, Outcome
from outbox.keeper import Keeper
from outbox.models import Delivery

logger = logging.getLogger(__name__)

# A handler that fails in a way it did not foresee is a fault of the program: fewer attempts.
MAX_CRASHES = 5
DATABASE_RETRY_SECONDS = 1.0

DatabaseGone = (OperationalError, InterfaceError)


def carry_out(delivery: Delivery, *, stop: threading.Event | None = None) -> None:
    """Call the channel's handler for a claimed delivery and record the outcome.

    A database that goes away meanwhile is waited for, so that what has been delivered is recorded
    and not delivered twice; once `stop` is set the wait ends (the lease then lapses by itself).
    """
    channel = channels.get(delivery.channel)
    record: Callable[[], object]
    try:
        with translation.override(settings.LANGUAGE_CODE):
            channel.deliver(delivery)
    except NotNeeded as outcome:
        record = _bound(claims.cancelled, delivery, outcome)
    except Outcome as outcome:
        logger.warning(
            "outbox:%s:%s %s %s",
            delivery.channel,
            type(outcome).__name__.lower(),
            delivery.reference,
            outcome.code,
        )
        record = _bound(claims.failed, delivery, channel, outcome)
    except DatabaseGone:
        # Before anything was handed over (handlers read first): not the delivery's fault.
        gone = Again(gettext_noop("The database was gone."))
        record = _bound(claims.put_off, delivery, gone, counted=False)
    except Exception as error:  # whatever a handler does, the others go on; recorded below
        # The class only: the text of an exception may quote a person.
        name = type(error).__name__
        logger.error("outbox:%s:crash %s %s", delivery.channel, delivery.reference, name)
        record = _bound(_crashed, delivery, channel, name)
    else:
        record = _bound(claims.delivered, delivery)
    when_the_database_is_there(record, stop=stop)


def when_the_database_is_there(
    work: Callable[[], object], *, stop: threading.Event | None = None
) -> bool:
    """Do `work`, again and again while the database is gone; False when `stop` came first."""
    waiting = stop or threading.Event()
    while True:
        try:
            work()
        except DatabaseGone as error:
            if connections["default"].in_atomic_block:
                raise
            logger.warning("outbox:database:gone %s", type(error).__name__)
            connections["default"].close()
            if waiting.wait(DATABASE_RETRY_SECONDS):
                return False
        else:
            return True


def drain(*, only: str = "", limit: int | None = None) -> int:
    """Deliver everything due, one after the other, in this thread; how many were carried out.

    `only`: the name of one channel. What fails and is to be tried again later stays for later.
    """
    count = 0
    with Keeper() as keeper:
        while limit is None or count < limit:
            delivery = claim_any(only=only)
            if delivery is None:
                break
            with keeper.holding(delivery):
                carry_out(delivery)
            count += 1
    return count


def claim_any(*, only: str = "", besides: tuple[int, ...] = ()) -> Delivery | None:
    """Claim from the first channel that has something due and room for it."""
    for name in claims.due_channels():
        if only and name != only:
            continue
        try:
            channel = channels.get(name)
        except ValueError:
            # Posted by code that is no longer installed: it waits, and the queue's age is alarmed.
            continue
        delivery = claims.claim(channel, besides=besides)
        if delivery is not None:
            return delivery
    return None


def _bound(function: Callable[..., object], *args: object, **named: object) -> Callable[[], object]:
    return lambda: function(*args, **named)


def _crashed(delivery: Delivery, channel: Channel, name: str) -> None:
    reason = gettext_noop("The program failed while delivering it.")
    if delivery.attempts >= min(MAX_CRASHES, channel.max_attempts):
        claims.set_aside(delivery, reason, name)
    else:
        claims.put_off(delivery, Again(reason, code=name), counted=True)
