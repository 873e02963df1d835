"""What leads put on the admin home: how many wait in the inbox's own views, and since when."""

from typing import Any

from accounts.asking import NOTHING, Asked
from accounts.home import Home
from leads.admin.views_of_inbox import View, standing
from leads.models import OPEN_STATUSES, Person

OLDEST = "leads oldest"


def asked(home: Home) -> dict[str, Asked]:
    """One question for each view, and since when the longest waiting has waited."""
    people = Person.objects.current()
    waiting = people.filter(status__in=OPEN_STATUSES, waiting_since__isnull=False)
    questions = {
        f"leads {query}": Asked(people.filter(condition))
        for query, (_label, condition) in standing(home.request).items()
        if query
    }
    return {**questions, OLDEST: Asked(waiting, oldest="waiting_since")}


def waiting(home: Home) -> dict[str, Any]:
    """The views with their numbers, and the moment of the oldest enquiry without an answer."""
    views = [
        View(label, query, home.number(f"leads {query}"), False)
        for query, (label, _condition) in standing(home.request).items()
        if query
    ]
    return {"views": views, "oldest": home.numbers.get(OLDEST, NOTHING).oldest}
