"""Makes Wagtail's content checker report the findings that the preview of an offer shows."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page

from careers.lint.findings import RANGE, TITLE, WORDS

# A check that no element passes: the element is the finding.
NEVER = {
    "id": "offer-finding",
    "evaluate": "matches-definition-evaluate",
    "options": {"matcher": {"nodeName": "no-such-element"}},
}
MESSAGES = {
    WORDS: {
        "error_name": _("Wording that is forbidden or excludes people"),
        "help_text": _("Say what the work asks for, to everyone who could do it"),
    },
    TITLE: {
        "error_name": _("“(H/F)” in the title"),
        "help_text": _("Name the job in both genders, without a suffix"),
    },
    RANGE: {
        "error_name": _("Pay range wider than 1.5"),
        "help_text": _("Narrow the range or write two offers"),
    },
}


def _rule(kind: str) -> dict[str, Any]:
    return {
        "id": f"offer-{kind}",
        "impact": "serious",
        "selector": f"[data-offer-finding='{kind}']",
        "tags": ["best-practice"],
        "any": ["offer-finding"],
        "enabled": True,
    }


def check_offers(request: HttpRequest, items: Sequence[Any], page: Page | None) -> None:
    """The hook `construct_wagtail_userbar`. Pages without findings are not concerned."""
    for item in items:
        if isinstance(item, ContentCheckerItem):
            names = [f"offer-{kind}" for kind in MESSAGES]
            item.axe_run_only = [*item.axe_run_only, *names]
            item.axe_custom_rules = [*item.axe_custom_rules, *map(_rule, MESSAGES)]
            item.axe_custom_checks = [*item.axe_custom_checks, NEVER]
            item.axe_messages = {
                **item.axe_messages,
                **{f"offer-{kind}": words for kind, words in MESSAGES.items()},
            }
