"""What was shown when somebody sent a form: kept with the record, so that it can be proved later."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

NOTICE_FIELD = "form_notice"
MAX_PATH = 300


@dataclass(frozen=True)
class Evidence:
    """Page, language and notice of one post. `notice` is the hash printed under the form."""

    path: str
    language: str
    notice: str


def evidence_of(request: HttpRequest) -> Evidence:
    """The evidence of this post; nothing in it says who sent it, and its query is left out."""
    return Evidence(
        path=request.path[:MAX_PATH],
        language=(get_language() or "fr")[:2],
        notice=request.POST.get(NOTICE_FIELD, "")[:64],
    )
