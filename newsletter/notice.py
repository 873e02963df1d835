"""The sentence that is agreed to above the button."""

from django.utils.translation import gettext as _

ACTIVITY = "newsletter"


def wording() -> str:
    """The sentence above the button, word for word, in the language being read."""
    return _(
        "I ask to receive Dimelo’s newsletter by e-mail. I can unsubscribe at any time, by the link in "
        "each issue."
    )
