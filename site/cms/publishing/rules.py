"""Which checks refuse a publication, and for whom."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from cms.models import PublicationRule
from cms.publishing.checks import Check, checks


def rules() -> list[tuple[Check, bool, set[int]]]:
    """Every check, whether it refuses, and the groups (primary keys) that may publish all the same."""
    known = {rule.check_slug: rule for rule in PublicationRule.objects.prefetch_related("exempt")}
    return [
        (check, rule.blocks, {group.pk for group in rule.exempt.all()})
        if (rule := known.get(check.slug))
        else (check, check.blocks, set())
        for check in checks()
    ]


def refusing(user: Any) -> set[str]:
    """The slugs of the checks that refuse what this person publishes; None: somebody who is gone."""
    decided = rules()
    groups: set[int] = set()
    if user is not None and any(exempt for _check, _blocks, exempt in decided):
        groups = set(user.groups.values_list("pk", flat=True))
    return {check.slug for check, blocks, exempt in decided if blocks and not exempt & groups}


@transaction.atomic
def decide(*, decisions: Iterable[tuple[str, bool, Iterable[Any]]]) -> None:
    """Keep for each check (slug, whether it refuses, the groups it does not hold for)."""
    for slug, blocks, exempt in decisions:
        rule, _made = PublicationRule.objects.update_or_create(
            check_slug=slug, defaults={"blocks": blocks}
        )
        rule.exempt.set(exempt)
