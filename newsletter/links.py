"""The private links in our mails: signed, about one subscriber, naming nobody."""

from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone, translation

from newsletter.models import NewAddress, Subscriber

UNCONFIRMED_DAYS = 30


class Purpose(Enum):
    """What a link is for; one for another purpose is not taken."""

    CONFIRM = "confirm"
    PREFERENCES = "preferences"
    LEAVE = "leave"
    MOVE = "move"


# Links to leave never lapse: an old mail must still be able to end the mails.
LIFETIME = {
    Purpose.CONFIRM: timedelta(days=UNCONFIRMED_DAYS),
    Purpose.PREFERENCES: timedelta(days=180),
    Purpose.LEAVE: None,
    Purpose.MOVE: timedelta(days=7),
}


class LinkNotUsable(Exception):
    """Forged, lapsed, or about somebody who is gone."""


def token(purpose: Purpose, about: Subscriber | NewAddress) -> str:
    """A signed text that stands for `about`."""
    moment = int(timezone.now().timestamp())
    return signing.dumps([about.uuid.hex, moment], salt=_salt(purpose))


def address(purpose: Purpose, about: Subscriber | NewAddress, language: str) -> str:
    """The full address of a private page."""
    with translation.override(language):
        path = reverse(f"newsletter_{purpose.value}", args=[token(purpose, about)])
    return f"{settings.SITE_URL}{path}"


def read(purpose: Purpose, text: str) -> tuple[UUID, datetime]:
    """(identity, moment of issue) in a token. Raises LinkNotUsable."""
    try:
        identity, moment = signing.loads(text, salt=_salt(purpose))
        issued = datetime.fromtimestamp(int(moment), tz=timezone.get_current_timezone())
        found = UUID(hex=identity)
    except (signing.BadSignature, ValueError, TypeError, OverflowError) as error:
        raise LinkNotUsable from error
    lifetime = LIFETIME[purpose]
    if lifetime is not None and timezone.now() - issued > lifetime:
        raise LinkNotUsable
    return found, issued


def subscriber_of(purpose: Purpose, text: str) -> tuple[Subscriber, datetime]:
    """The subscriber a link is about, and when it was made. Raises LinkNotUsable."""
    identity, issued = read(purpose, text)
    found = Subscriber.objects.current().filter(uuid=identity).first()
    if found is None:
        raise LinkNotUsable
    return found, issued


def _salt(purpose: Purpose) -> str:
    return f"newsletter.{purpose.value}"
