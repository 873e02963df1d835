"""What stands under the form: the notice of the register, and the sentence that is agreed to."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.freshness.memory import remembered
from privacy.register import Notice, notice_for

ACTIVITY = "newsletter"


def newsletter_notice() -> Notice:
    """The notice of art. 13. The form stands on every page: it is made anew when what it says changes."""
    return remembered(("newsletter.notice", get_language()), lambda: notice_for(ACTIVITY))


def wording() -> str:
    """The sentence above the button, word for word, in the language being read."""
    return _(
        "I ask to receive Dimelo’s newsletter by e-mail. I can unsubscribe at any time, by the link in "
        "each issue."
    )
