"""Our own check that a person sends a form. Asks nobody else, and costs a person at most a click."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest

from accounts.clients import client_network
from accounts.throttle import Limit, take
from consent.origin import ForeignOrigin, check_origin
from intake import tokens, work

TOKEN_FIELD = "form_token"  # noqa: S105
# A field that people do not see; its name and label ask nothing a browser would fill in.
HONEYPOT_FIELD = "form_note"
# On a page that is filled in already, nobody reads and clicks within this time.
MIN_SECONDS_ON_PAGE = 1
# Where reCAPTCHA was to help and proves nothing, a person is given this many times the least time.
STRICTER = 2


@dataclass(frozen=True)
class Doubt:
    """Why the sender is asked to confirm; for counting, never shown as an accusation."""

    reason: str


def seconds_to_wait(request: HttpRequest, form: str) -> int:
    """Count this post; 0 when it may go on, else the seconds until the next one may.

    FORM_POSTS_PER_MINUTE from one network, over all processes; 0 lifts the limit (load tests).
    """
    if not settings.FORM_POSTS_PER_MINUTE:
        return 0
    limit = Limit(f"form:{form}", settings.FORM_POSTS_PER_MINUTE, timedelta(minutes=1))
    return take(limit, client_network(request))


def count_for(request: HttpRequest, what: str, per_minute: int) -> int:
    """Count one post that is no form's, as `consent.limits` asks; 0 when it may go on."""
    if not settings.FORM_POSTS_PER_MINUTE:
        return 0
    limit = Limit(f"post:{what}", per_minute, timedelta(minutes=1))
    return take(limit, client_network(request))


def doubt_about(request: HttpRequest, form: str, *, strict: bool = False) -> Doubt | tokens.Token:
    """The token of a post that a person seems to have sent, or the doubt that asks for a click.

    A token that JavaScript fetched comes with its proof of work. `strict`: take more time than usually
    for a sign of a person.
    HUMAN_CHECK_MIN_SECONDS = 0 lifts both the time and the work (load tests).
    """
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
    if token.age < timedelta(seconds=least * (STRICTER if strict else 1)):
        return Doubt("haste")
    demanded = token.origin is tokens.Origin.FOCUS and settings.HUMAN_CHECK_MIN_SECONDS
    if demanded and not has_worked(request, token):
        return Doubt("work")
    return token


def has_worked(request: HttpRequest, token: tokens.Token) -> bool:
    """Whether the post brings the proof of work that belongs to its token."""
    return work.is_done(request.POST.get(work.WORK_FIELD, ""), token)


__all__ = ["ForeignOrigin", "check_origin", "doubt_about", "seconds_to_wait"]
