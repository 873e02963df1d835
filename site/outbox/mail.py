"""An e-mail, as the packages that write one see it. What is unsafe in it cannot be built."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

# Headers a writer may add. The others are the outbox's own: one recipient, one sender, one identity.
ALLOWED_HEADERS = frozenset(
    {
        "reply-to",
        "in-reply-to",
        "references",
        "list-unsubscribe",
        "list-unsubscribe-post",
        "list-id",
        "importance",
        "precedence",
    }
)
MAX_SUBJECT = 250
MAX_HEADER = 2000

_is_address = EmailValidator()
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


class UnsafeMail(ValueError):
    """The mail could deceive a mail server or its reader; it is not sent."""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One e-mail to one person.

    `html` may be empty; its styles are written into the tags before it leaves. `language` is a
    language code, for the reader's software. Raises UnsafeMail for anything but exactly one address,
    a subject or header with a line break, or a header the outbox keeps for itself. Messages of
    UnsafeMail quote nothing of the mail.
    """

    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    language: str = "fr"

    def __post_init__(self) -> None:
        _demand_one_address(self.to)
        if not self.subject.strip():
            raise UnsafeMail("An e-mail needs a subject.")
        if _CONTROL.search(self.subject) or len(self.subject) > MAX_SUBJECT:
            raise UnsafeMail("The subject of an e-mail is one line of at most 250 characters.")
        if not self.text.strip():
            raise UnsafeMail("An e-mail needs a text part.")
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", self.language):
            raise UnsafeMail("The language of an e-mail is a language code.")
        for name, value in self.headers.items():
            if name.lower() not in ALLOWED_HEADERS:
                raise UnsafeMail("An e-mail carries only the headers it is allowed.")
            if _CONTROL.search(value) or len(value) > MAX_HEADER:
                raise UnsafeMail("A header of an e-mail is one line.")
            if name.lower() == "reply-to":
                _demand_one_address(value)


def _demand_one_address(value: str) -> None:
    """Raise UnsafeMail unless `value` is one bare address: no name, no list, no comment."""
    if _CONTROL.search(value) or any(sign in value for sign in ',;<>()" '):
        raise UnsafeMail("An e-mail goes to exactly one address.")
    try:
        _is_address(value)
    except ValidationError:
        raise UnsafeMail("An e-mail goes to exactly one address.") from None
