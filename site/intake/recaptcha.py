"""reCAPTCHA, where the administration has entered keys and the visitor has agreed to it; as well as our
own check, never instead of it.

No visitor waits for it: the post is stored, and a worker asks afterwards (`intake.verdicts`). The verifier
is asked through django-recaptcha's client, without the visitor's address. An answer counts when it is for
this host and, with v3, for this form's action; whatever is absent, replayed or foreign proves nothing. A
verifier that is slow, down or talking nonsense costs nobody the form.
"""

from __future__ import annotations

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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

# Threads of their own: one that a stalling verifier holds keeps no worker from its other work.
_askers = ThreadPoolExecutor(4, "recaptcha")


class Opinion(Enum):
    """What reCAPTCHA says about a post."""

    NOT_ASKED = "not asked"  # the keys have been taken away
    PROVED = "proved"
    LOW_SCORE = "low score"
    NO_PROOF = "no proof"  # garbage, replayed, for another host or action
    DOWN = "down"


@dataclass(frozen=True)
class Question:
    """What the verifier is to be asked about one post.

    `answer`: what the visitor's browser got from reCAPTCHA, good for one question within two minutes;
    `host` and `action`: where it must have got it; `alone`: whether our own check, more strictly than
    usually, takes the post for a person's without any proof.
    """

    answer: str
    host: str
    action: str
    alone: bool


def answer_of(request: HttpRequest) -> str | None:
    """What the browser brought from reCAPTCHA, empty for nothing usable; None where nobody is to be asked.

    That is so without keys, and for a visitor who has not agreed.
    """
    if not settings.RECAPTCHA_PRIVATE_KEY or SERVICE not in accepted_services(request):
        return None
    answer = request.POST.get(FIELD) or request.POST.get(WIDGET_FIELD) or ""
    usable = len(answer) <= LONGEST and answer.isascii() and answer.isprintable()
    return answer if usable else ""


def opinion_on(question: Question) -> Opinion:
    """Ask the verifier; within DEADLINE seconds, and raising nothing."""
    if not settings.RECAPTCHA_PRIVATE_KEY:
        return Opinion.NOT_ASKED
    try:
        said = _askers.submit(_ask, question.answer).result(timeout=DEADLINE)
    except Exception as error:  # whatever goes wrong there is not the visitor's fault
        log.warning("intake:recaptcha:down %s", type(error).__name__)
        return Opinion.DOWN
    return _judged(said, question)


def _ask(answer: str) -> Any:
    sent = urlencode({"secret": settings.RECAPTCHA_PRIVATE_KEY, "response": answer})
    with recaptcha_request(sent.encode()) as response:
        return json.loads(response.read(LARGEST))


def _judged(said: Any, question: Question) -> Opinion:
    if not isinstance(said, dict) or not isinstance(said.get("success"), bool):
        log.warning("intake:recaptcha:down unreadable")
        return Opinion.DOWN
    if not said["success"] or said.get("hostname") != question.host:
        return Opinion.NO_PROOF
    if settings.RECAPTCHA_VERSION == 2:
        return Opinion.PROVED
    score, action = said.get("score"), question.action.replace("-", "_")
    if said.get("action") != action or not isinstance(score, (int, float)):
        return Opinion.NO_PROOF
    return Opinion.PROVED if score >= settings.RECAPTCHA_REQUIRED_SCORE else Opinion.LOW_SCORE
