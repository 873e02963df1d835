"""What was shown when somebody sent a form: kept with the record, so that it can be proved later."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from intake.recaptcha import Question
from privacy.notices import keep

NOTICE_FIELD = "form_notice"
MAX_PATH = 300
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Evidence:
    """Page, language and notice of one post.

    `notice` is the hash printed under the form: it names the words and the version of the policy that
    were shown (`privacy.notices.keep` finds both).

    `quarantine`: our check lets the post in but doubts that a person sent it, or reCAPTCHA is yet to be
    asked (`question`). Who stores it sets it aside: no mail to the sender, nothing passed on, until staff
    have looked at it or the worker has asked (`intake.verdicts.hold`).
    """

    path: str
    language: str
    notice: str
    quarantine: bool = False
    question: Question | None = None


def evidence_of(
    request: HttpRequest, *, quarantine: bool = False, question: Question | None = None
) -> Evidence:
    """The evidence of this post; nothing in it says who sent it, and its query is left out."""
    notice = request.POST.get(NOTICE_FIELD, "")
    if _HASH.fullmatch(notice):
        keep(notice)
    else:
        notice = ""
    return Evidence(
        path=request.path[:MAX_PATH],
        language=(get_language() or "fr")[:2],
        notice=notice,
        quarantine=quarantine or question is not None,
        question=question,
    )
