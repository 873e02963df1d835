"""Who is to be told of a material change: the people of each activity, and who uses each service."""

from typing import Any

from policy.facts.effective import Facts
from policy.facts.telling import FactChange
from privacy import registry
from privacy.declarations import GoesWith


def those_concerned(changes: list[FactChange], facts: Facts) -> list[dict[str, Any]]:
    """One line for each activity or service with a material change: who, and how many records."""
    activities = {line["slug"]: line for line in facts["activities"]}
    services = {line["slug"]: line for line in facts["services"]}
    material = [change for change in changes if change.material]
    lines = []
    for slug in sorted({change.activity for change in material} & activities.keys()):
        lines.append(
            {
                "activity": slug,
                "name": activities[slug]["name"],
                "who": activities[slug]["whose"],
                "records": _records(slug),
            }
        )
    for slug in sorted({change.service for change in material} & services.keys()):
        lines.append({"service": slug, "name": services[slug]["name"], "who": ALL_VISITORS})
    return lines


ALL_VISITORS = {
    "fr": "les visiteurs : le panneau de choix les interroge à nouveau sur ce service",
    "en": "visitors: the consent panel asks them again about this service",
}


def _records(activity: str) -> int:
    """How many records this activity holds now; those that go with another are not counted again."""
    return sum(
        registry.model_of(declaration)._base_manager.count()
        for declaration in registry.serving(activity)
        if not isinstance(declaration.retention, GoesWith) and not declaration.third_party
    )
