"""The notice of GDPR art. 13 under a form, the same for every visitor."""

from django.utils.translation import get_language

from cms.freshness.memory import remembered
from privacy.register import Notice, notice_for


def notice_under(activity: str) -> Notice:
    """The notice of an activity in the language being read; made anew when what it says changes.

    Raises NotDeclared.
    """
    return remembered(("intake.notice", activity, get_language()), lambda: notice_for(activity))
