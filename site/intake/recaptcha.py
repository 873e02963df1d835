"""reCAPTCHA, where the administration has entered keys and the visitor has agreed to it; as well as our
own check, never instead of it.

The verifier is asked through django-recaptcha's client, without the visitor's address. An answer counts
when it is for this host and, with v3, for this form's action; whatever is absent, replayed or foreign
proves nothing. A verifier that is slow, down or talking nonsense costs nobody the form.
"""

from __future__ import annotations

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django_recaptcha.client import recaptcha_request

from consent.choice import accepted_services

log = logging.getLogger(__name__)

FIELD = "form_recaptcha"  # v3, filled by our own module
WIDGET_FIELD = "g-recaptcha-response"  # v2, filled by the widget
SERVICE = "recaptcha"
LONGEST = 8_000  # characters of an answer that is passed on
LARGEST = 64 * 1024  # bytes of the verifier's answer
DEADLINE = 2.5  # seconds from asking to knowing, whatever the verifier does in between

# Threads of their own: one that a stalling verifier holds costs no visitor anything.
_askers = ThreadPoolExecutor(4, "recaptcha")


class Opinion(Enum):
    """What reCAPTCHA says about a post."""

    NOT_ASKED = "not asked"  # no keys, or the visitor has not agreed
    PROVED = "proved"
    LOW_SCORE = "low score"
    NO_PROOF = "no proof"  # absent, garbage, replayed, for another host or action
    DOWN = "down"


def opinion_on(request: HttpRequest, form: str) -> Opinion:
    """Ask about a post of the form named `form`; within DEADLINE seconds, and raising nothing."""
    if not settings.RECAPTCHA_PRIVATE_KEY or SERVICE not in accepted_services(request):
        return Opinion.NOT_ASKED
    answer = request.POST.get(FIELD) or request.POST.get(WIDGET_FIELD) or ""
    if not answer or len(answer) > LONGEST:
        return Opinion.NO_PROOF
    try:
        said = _askers.submit(_ask, answer).result(timeout=DEADLINE)
    except Exception as error:  # whatever goes wrong there is not the visitor's fault
        log.warning("intake:recaptcha:down %s", type(error).__name__)
        return Opinion.DOWN
    return _judged(said, host=request.get_host().partition(":")[0], action=form)


def _ask(answer: str) -> Any:
    sent = urlencode({"secret": settings.RECAPTCHA_PRIVATE_KEY, "response": answer})
    with recaptcha_request(sent.encode()) as response:
        return json.loads(response.read(LARGEST))


def _judged(said: Any, *, host: str, action: str) -> Opinion:
    if not isinstance(said, dict) or not isinstance(said.get("success"), bool):
        log.warning("intake:recaptcha:down unreadable")
        return Opinion.DOWN
    if not said["success"] or said.get("hostname") != host:
        return Opinion.NO_PROOF
    if settings.RECAPTCHA_VERSION == 2:
        return Opinion.PROVED
    score = said.get("score")
    if said.get("action") != action.replace("-", "_") or not isinstance(score, (int, float)):
        return Opinion.NO_PROOF
    return Opinion.PROVED if score >= settings.RECAPTCHA_REQUIRED_SCORE else Opinion.LOW_SCORE
