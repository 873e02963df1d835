"""Our own check that a person sends a form. Asks nobody else, and costs a person at most a click."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from accounts.clients import client_network
from accounts.throttle import Limit, take
from intake import tokens

TOKEN_FIELD = "form_token"  # noqa: S105
# A field that people do not see; its name and label ask nothing a browser would fill in.
HONEYPOT_FIELD = "form_note"
# On a page that is filled in already, nobody reads and clicks within this time.
MIN_SECONDS_ON_PAGE = 1


class ForeignOrigin(Exception):
    """The form was sent from another site's page."""


@dataclass(frozen=True)
class Doubt:
    """Why the sender is asked to confirm; for counting, never shown as an accusation."""

    reason: str


def check_origin(request: HttpRequest) -> None:
    """Raises ForeignOrigin when the browser says that another site's page, or none, sent the form.

    Browsers send Origin with every POST; what sends none is judged by its token alone.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != request.get_host().lower():
        raise ForeignOrigin


def seconds_to_wait(request: HttpRequest, form: str) -> int:
    """Count this post; 0 when it may go on, else the seconds until the next one may.

    FORM_POSTS_PER_MINUTE from one network, over all processes; 0 lifts the limit (load tests).
    """
    if not settings.FORM_POSTS_PER_MINUTE:
        return 0
    limit = Limit(f"form:{form}", settings.FORM_POSTS_PER_MINUTE, timedelta(minutes=1))
    return take(limit, client_network(request))


def doubt_about(request: HttpRequest, form: str) -> Doubt | tokens.Token:
    """The token of a post that a person seems to have sent, or the doubt that asks for a click."""
    if request.POST.get(HONEYPOT_FIELD):
        return Doubt("honeypot")
    try:
        token = tokens.read(request.POST.get(TOKEN_FIELD, ""), form)
    except tokens.UnusableToken:
        return Doubt("token")
    least = {
        tokens.Origin.FOCUS: settings.HUMAN_CHECK_MIN_SECONDS,
        tokens.Origin.PAGE: min(MIN_SECONDS_ON_PAGE, settings.HUMAN_CHECK_MIN_SECONDS),
    }[token.origin]
    if token.age < timedelta(seconds=least):
        return Doubt("haste")
    return token
