from django.utils.translation import gettext_lazy as _

from intake.forms import PublicForm, email_field


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
