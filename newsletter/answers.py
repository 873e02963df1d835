"""What Mailchimp's answers mean. Nothing of a body is logged or kept: it quotes addresses."""

from __future__ import annotations

import json
from enum import Enum
from typing import Any

Json = dict[str, Any]


class Failure(Exception):
    """Mailchimp did not do it. `code` is short and names nobody."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code[:60]


class NoAnswer(Failure):
    """Nothing can be said about the request: no connection, no answer in time, too busy, an error page.
    It may have been applied.
    """


class Temporary(Failure):
    """Mailchimp failed at this request: again later."""


class AccountProblem(Failure):
    """Nothing works until somebody changes the key, the account or the audience."""


class NotThere(Failure):
    """There is no such thing there."""


class Why(Enum):
    """Why Mailchimp refuses for good."""

    COMPLIANCE = "compliance"
    FORGOTTEN = "forgotten"
    EXISTS = "exists"
    ADDRESS = "refused"
    THROTTLED = "throttled"
    FIELDS = "fields"
    TAKEN = "taken"
    METHOD = "method"
    OURS = "ours"
    OTHER = "other"


class Refusal(Failure):
    """Never, and why. `fields` names what the audience demands."""

    def __init__(self, code: str, why: Why, fields: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self.why = why
        self.fields = fields


def problem_in(text: Any) -> Json | None:
    """The problem an error tells of; None when it is a page of somebody in between."""
    if isinstance(text, str):
        try:
            text = json.loads(text)
        except ValueError:
            return None
    if isinstance(text, dict) and text.get("title"):
        return text
    return None


def classify(status: int, problem: Json | None) -> Failure:
    """What an answer that is no success means. `problem` is None without a body of Mailchimp's own."""
    title = str((problem or {}).get("title", ""))
    code = f"{status} {title}".strip()
    if status == 401:
        return AccountProblem(code)
    if status == 429 or problem is None:
        # Too busy; or the answer of a network in between, or of nobody (403, 502, a cut-off 200).
        return NoAnswer(code if status == 429 else f"{status} without a problem")
    if status == 403:
        return AccountProblem(code)
    if status >= 500 or status == 408:
        return Temporary(code)
    if status == 404:
        return NotThere(code)
    if status == 405:
        return Refusal(code, Why.METHOD)
    return _refusal(code, title, problem)


# Words that tell apart refusals with the same title, in the order in which they are looked for.
_WORDS = (
    ("compliance state", Why.COMPLIANCE),
    ("permanently deleted", Why.FORGOTTEN),
    ("previously removed from this audience", Why.FORGOTTEN),
    ("signed up to a lot of lists", Why.THROTTLED),
    ("looks fake or invalid", Why.ADDRESS),
    ("provide a valid email address", Why.ADDRESS),
    ("is already in this list", Why.TAKEN),
    ("already a list member", Why.EXISTS),
)
_TITLES = {
    "Member In Compliance State": Why.COMPLIANCE,
    "Forgotten Email Not Subscribed": Why.FORGOTTEN,
    "Member Exists": Why.EXISTS,
    "JSON Parse Exception": Why.OURS,
}


def _refusal(code: str, title: str, problem: Json) -> Refusal:
    errors = [one for one in problem.get("errors") or () if isinstance(one, dict)]
    said = " ".join(
        [str(problem.get("detail", "")), *(str(one.get("message", "")) for one in errors)]
    ).lower()
    if title in _TITLES:
        return Refusal(code, _TITLES[title])
    for words, why in _WORDS:
        if words in said:
            return Refusal(code, why)
    if errors or "merge fields were invalid" in said:
        names = tuple(str(one.get("field", ""))[:40] for one in errors)
        return Refusal(code, Why.FIELDS, names)
    return Refusal(code, Why.OTHER)
