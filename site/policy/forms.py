from django import forms
from django.utils.translation import gettext_lazy as _

from intake.forms import PublicForm, email_field, refuse_nothing_but_spaces

LONGEST = 4000


class YourDataForm(PublicForm):
    """Asks for the address only: everything else is done on the page behind the mailed link."""

    slug = "your-data"
    activity = "rights"

    email = email_field(
        label=_("Your e-mail address"),
        help_text=_(
            "The one you wrote to us with. We send it a link that works once, for an hour."
        ),
    )


class DpoForm(PublicForm):
    """Writes to the data protection officer, whose address is published in words only."""

    slug = "dpo"
    activity = "rights"

    email = email_field(label=_("Your e-mail address"), help_text=_("For our answer."))
    message = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        validators=[refuse_nothing_but_spaces],
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Leave out what we do not need to answer you."),
        error_messages={
            "required": _("Write your message"),
            "max_length": _("Write at most 4,000 characters"),
        },
    )
