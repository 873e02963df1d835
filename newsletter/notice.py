"""What stands under the form: the notice of the register, and the sentence that is agreed to."""

from django.core.cache import cache
from django.utils.translation import gettext as _

from privacy.register import Notice, notice_for

ACTIVITY = "newsletter"
# The form stands in the footer of every page: the register is asked once in a while, not each time.
SECONDS = 60
_KEY = "newsletter.notice"


def newsletter_notice() -> Notice:
    """The notice of art. 13, at most a minute old."""
    known: Notice | None = cache.get(_KEY)
    if known is None:
        known = notice_for(ACTIVITY)
        cache.set(_KEY, known, SECONDS)
    return known


def wording() -> str:
    """The sentence above the button, word for word, in the language being read."""
    return _(
        "I ask to receive Dimelo’s newsletter by e-mail. I can unsubscribe at any time, by the link in "
        "each issue."
    )
