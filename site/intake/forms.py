"""What every public form has in common."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_EMAIL = 254  # RFC 5321 §4.5.3.1.3, with the brackets counted


class SingleLineField(forms.CharField):
    """One line of text: line breaks and control characters become spaces, nothing is refused."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return " ".join("".join(c if c.isprintable() else " " for c in text or "").split())


class PublicForm(forms.Form):
    """A form that anyone may send.

    `slug` names it in tokens, throttle and counts; `activity` is the activity of the personal-data
    register whose notice stands under it. Messages say what to do, never "invalid".
    """

    slug: ClassVar[str]
    activity: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


def email_field(**kwargs: Any) -> forms.EmailField:
    """An e-mail field with the wording that all forms share."""
    return forms.EmailField(
        max_length=MAX_EMAIL,
        error_messages={
            "required": _("Enter your e-mail address, for example name@example.com"),
            "invalid": _("Enter an e-mail address in the form name@example.com"),
            "max_length": _("Enter an e-mail address of at most 254 characters"),
        },
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}
        ),
        **kwargs,
    )


def refuse_nothing_but_spaces(value: str) -> None:
    """Raises ValidationError for a text that shows nothing."""
    if not any(c.isprintable() and not c.isspace() for c in value):
        raise ValidationError(_("Enter a text."))
