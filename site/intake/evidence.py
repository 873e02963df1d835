"""What was shown when somebody sent a form: kept with the record, so that it can be proved later."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

NOTICE_FIELD = "form_notice"
MAX_PATH = 300


@dataclass(frozen=True)
class Evidence:
    """Page, language and notice of one post. `notice` is the hash printed under the form.

    `quarantine`: our check lets the post in but doubts that a person sent it (a low reCAPTCHA score).
    Who stores it sets it aside for staff to look at: no mail to the sender, nothing passed on.
    """

    path: str
    language: str
    notice: str
    quarantine: bool = False


def evidence_of(request: HttpRequest, *, quarantine: bool = False) -> Evidence:
    """The evidence of this post; nothing in it says who sent it, and its query is left out."""
    return Evidence(
        path=request.path[:MAX_PATH],
        language=(get_language() or "fr")[:2],
        notice=request.POST.get(NOTICE_FIELD, "")[:64],
        quarantine=quarantine,
    )
