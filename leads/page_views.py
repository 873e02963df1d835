"""How often resource pages are seen."""

from collections.abc import Mapping
from datetime import date

from cms.gathering import Gatherer, is_person, today
from leads.models import DailyCount
from leads.services.counting import count

Key = tuple[date, str, str]


def _write(gathered: Mapping[Key, int]) -> None:
    for (day, thing, language), number in gathered.items():
        count(kind=DailyCount.Kind.VIEW, thing=thing, language=language, number=number, day=day)


views: Gatherer[Key] = Gatherer("resource views", _write)


def note_view(headers: Mapping[str, str], waits: bool, *, thing: str, language: str) -> None:
    """Count a page seen by a person (see `cms.views_seen`)."""
    if is_person(headers):
        views.add((today(), thing, language), waits=waits)
