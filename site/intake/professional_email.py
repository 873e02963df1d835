"""Whether an address looks professional, and whether it was mistyped. Asks nobody: lists only.

Each form has its policy. What is advised is asked once: the visitor who sends the form again with the
same address is believed.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.encoding import punycode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from intake.forms import email_field

DATA = Path(__file__).resolve().parent / "data"
SEEN_FIELD = "email_seen"
# A slip of one letter is looked for only in domains long enough not to meet another by chance.
WELL_KNOWN = (
    "gmail.com",
    "hotmail.com",
    "hotmail.fr",
    "outlook.com",
    "outlook.fr",
    "yahoo.com",
    "yahoo.fr",
    "orange.fr",
    "wanadoo.fr",
    "laposte.net",
    "icloud.com",
    "protonmail.com",
)


class EmailPolicy(models.TextChoices):
    """What a form does with an address that is not a company's."""

    ACCEPT = "accept", pgettext_lazy("addresses", "Accept every address")
    ADVISE = "advise", gettext_lazy("Ask once for a professional address, then accept")
    REFUSE = "refuse", gettext_lazy("Accept professional addresses only")


def domain_of(address: str) -> str:
    """The domain of an address as mail servers know it: lower case, ASCII ("bücher.de" is xn--…)."""
    domain = address.rpartition("@")[2].strip().rstrip(".").lower()
    try:
        return punycode(domain)
    except UnicodeError:
        return domain


def is_free(address: str) -> bool:
    """Whether private persons have their mail there."""
    return domain_of(address) in _listed("free_mail_domains.txt")


def is_disposable(address: str) -> bool:
    """Whether the address was lent for a few minutes (also on a subdomain of the lender)."""
    return any(name in _listed("disposable_domains.txt") for name in _above(domain_of(address)))


def is_professional(address: str) -> bool:
    """Whether the address may be a company's: neither free nor disposable."""
    return not is_free(address) and not is_disposable(address)


def meant_instead(address: str) -> str:
    """The address that was probably meant ("anna@gmial.com" → "anna@gmail.com"); "" when none."""
    local, _at, _domain = address.rpartition("@")
    domain = domain_of(address)
    meant = _mistyped().get(domain, "")
    if not meant and not is_free(address):
        meant = next((known for known in WELL_KNOWN if _one_slip(domain, known)), "")
    return f"{local}@{meant}" if meant else ""


def judge(address: str, *, policy: EmailPolicy, seen: str = "") -> None:
    """Raise ValidationError with what to do; `seen`: the address already asked about.

    A refusal does not yield to a second try, advice does.
    """
    asked = seen.strip().lower() == address.lower()
    meant = "" if asked else meant_instead(address)
    if meant:
        raise ValidationError(
            _(
                "Check your address: did you mean %(meant)s? If it is right as it is, send the "
                "form again."
            )
            % {"meant": meant},
            code="ask",
        )
    if policy == EmailPolicy.REFUSE and is_disposable(address):
        raise ValidationError(
            _("Enter an address that you will still have tomorrow: our answer goes there.")
        )
    if policy == EmailPolicy.REFUSE and is_free(address):
        raise ValidationError(
            _("Enter your professional e-mail address: this form is for companies.")
        )
    if policy == EmailPolicy.ADVISE and not asked and not is_professional(address):
        raise ValidationError(
            _(
                "Enter your professional address if you have one: it helps us answer you. If not, "
                "send the form again as it is."
            ),
            code="ask",
        )


class ProfessionalEmailMixin(forms.Form):
    """An `email` field that asks for a professional address, as `email_policy` says."""

    email_policy: EmailPolicy = EmailPolicy.ADVISE

    email = email_field(label=gettext_lazy("Professional e-mail address"))
    email_seen = forms.CharField(required=False, max_length=254, widget=forms.HiddenInput)

    def clean_email(self) -> str:
        address = str(self.cleaned_data["email"])
        try:
            judge(address, policy=self.email_policy, seen=self._raw(SEEN_FIELD))
        except ValidationError as error:
            if error.code == "ask":
                # The next post of the same address is believed.
                self.data: Any = self.data.copy()
                self.data[self.add_prefix(SEEN_FIELD)] = address
            raise
        return address

    def clean_email_seen(self) -> str:
        # Only a memory between two posts: nothing of it is stored.
        return ""

    def _raw(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), ""))[:254]


def _above(domain: str) -> Iterator[str]:
    """The domain and those above it, the top-level one left out."""
    parts = domain.split(".")
    for start in range(max(1, len(parts) - 1)):
        yield ".".join(parts[start:])


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_lines(name))


@cache
def _mistyped() -> dict[str, str]:
    return dict(line.split() for line in _lines("mistyped_domains.txt"))


def _lines(name: str) -> Iterator[str]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _one_slip(typed: str, known: str) -> bool:
    """Whether one letter was added, left out, changed, or two neighbours exchanged."""
    if typed == known or abs(len(typed) - len(known)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(known)) and typed[start] == known[start]:
        start += 1
    rest_typed, rest_known = typed[start:], known[start:]
    if len(typed) == len(known):
        swapped = rest_typed[:2][::-1] == rest_known[:2] and rest_typed[2:] == rest_known[2:]
        return swapped or rest_typed[1:] == rest_known[1:]
    return rest_typed[1:] == rest_known or rest_typed == rest_known[1:]
