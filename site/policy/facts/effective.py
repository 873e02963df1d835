"""The effective register as the policy prints it: declarations, the DPO's shortenings, services on.

Plain JSON in both languages, in a stable order: its hash changes when and only when a fact does.
"""

import hashlib
import json
from typing import Any

from consent.declarations import both
from policy.facts import trackers
from policy.facts.rights import RIGHTS
from privacy import registry
from privacy.register import notice_for, register_text
from privacy.retention import effective_length

Facts = dict[str, Any]


def effective_facts() -> Facts:
    """Every fact of today, read anew."""
    facts: Facts = json.loads(register_text(public_only=True))
    slugs = [activity["slug"] for activity in facts["activities"]]
    facts["notices"] = {slug: _notice(slug) for slug in slugs}
    facts["lengths"] = {slug: one for activity in slugs for slug, one in _lengths(activity)}
    facts["services"] = trackers.services()
    facts["essential"] = trackers.essential()
    facts["rights"] = [
        {"article": both(one.article), "name": both(one.name), "meaning": both(one.meaning)}
        for one in RIGHTS
    ]
    return facts


def hash_of(facts: Facts) -> str:
    """SHA-256 (hex) of facts, whatever the order of their keys."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _notice(slug: str) -> list[dict[str, Any]]:
    return [
        {
            "article": item.article,
            "title": {"fr": item.title.fr, "en": item.title.en},
            "text": {"fr": item.text.fr, "en": item.text.en},
        }
        for item in notice_for(slug).items
    ]


def _lengths(activity: str) -> list[tuple[str, dict[str, Any]]]:
    """Each duration with a clock, as numbers: longer and shorter cannot be told from words."""
    return [
        (
            rule.slug,
            {
                "activity": activity,
                "name": {"fr": name.fr, "en": name.en},
                "length": effective_length(rule),
                "unit": rule.unit,
            },
        )
        for declaration in registry.serving(activity)
        for rule in declaration.rules
        for name in [rule.applies_to or declaration.name]
    ]
