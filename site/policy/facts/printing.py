"""Facts as HTML in one language, each kind by its own template."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from policy.facts.effective import Facts


def printed(kind: str, facts: Facts, *, language: str, level: int) -> str:
    """The facts of a kind; headings inside begin at `level`."""
    with translation.override(language):
        context = {**_prepared(facts), "level": level}
        return render_to_string(f"policy/facts/{kind}.html", context)


def _prepared(facts: Facts) -> dict[str, Any]:
    """What the templates need on top of the plain facts."""
    activities = facts["activities"]
    recipients = {one["slug"]: one for line in activities for one in line["recipients"]}
    return {
        "facts": facts,
        "activities": [
            {**line, "notice": facts["notices"].get(line["slug"], [])} for line in activities
        ],
        "recipients": [recipients[slug] for slug in sorted(recipients)],
    }
