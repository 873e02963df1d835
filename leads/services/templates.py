"""Filling in an answer template."""

import re

from leads.models import AnswerTemplate, Person

_PLACE = re.compile(r"\{(first_name|last_name|company|reference)\}")


def filled_in(template: AnswerTemplate, person: Person) -> tuple[str, str]:
    """Subject and text with the person's words in their places; other braces stay as they are."""
    values = {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "company": person.company,
        "reference": person.short,
    }

    def fill(text: str) -> str:
        return _PLACE.sub(lambda match: values[match.group(1)], text)

    return fill(template.subject)[:200], fill(template.text)
