"""The version being prepared: what is written and what is declared, before it is published."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from policy.documents.building import Document, document_of
from policy.facts.changes import changes_between, is_material
from policy.facts.concerned import those_concerned
from policy.facts.effective import Facts, effective_facts, hash_of
from policy.facts.telling import FactChange
from policy.models import PolicyPage, VersionText
from policy.queries import newest_version

LANGUAGES = ("fr", "en")
SECONDS = 60
_KEY = "policy.drift"


class PageMissing(LookupError):
    """A language has no page of the policy."""


@dataclass(frozen=True)
class Draft:
    """Both texts with today's facts, and how these differ from the last version published."""

    documents: dict[str, Document]
    facts: Facts
    changes: list[FactChange]
    told: list[dict[str, Any]]

    @property
    def material(self) -> bool:
        return is_material(self.changes)

    @property
    def fingerprint(self) -> str:
        """Changes with anything that would be published."""
        parts = {language: one.hash for language, one in self.documents.items()}
        return hash_of({**parts, "register": hash_of(self.facts)})


def draft() -> Draft:
    """What would be published now. Raises PageMissing."""
    facts = effective_facts()
    pages = pages_by_language()
    changes = changes_between(published_facts(), facts)
    documents = {language: document_of(pages[language], facts) for language in LANGUAGES}
    return Draft(documents, facts, changes, those_concerned(changes, facts))


def pages_by_language() -> dict[str, PolicyPage]:
    """The pages of the policy as they are being written. Raises PageMissing."""
    found: dict[str, PolicyPage] = {}
    for page in PolicyPage.objects.select_related("locale").order_by("-path"):
        found[page.locale.language_code] = page.get_latest_revision_as_object()
    missing = [language for language in LANGUAGES if language not in found]
    if missing:
        raise PageMissing(", ".join(missing))
    return {language: found[language] for language in LANGUAGES}


def published_facts() -> Facts:
    """The facts of the last version published; empty when it holds none."""
    newest = newest_version()
    return newest.facts if newest else {}


def published_text(language: str) -> VersionText | None:
    """The text of the last version published."""
    newest = newest_version()
    return newest.texts.filter(language=language).first() if newest else None


def drift() -> list[FactChange]:
    """What differs between the last version published and the effective register of today."""
    return changes_between(published_facts(), effective_facts())


def drift_lately() -> list[FactChange]:
    """The same, at most a minute old: for screens that only mention it."""
    known: list[FactChange] | None = cache.get(_KEY)
    if known is None:
        known = drift()
        cache.set(_KEY, known, SECONDS)
    return known


def forget_drift() -> None:
    cache.delete(_KEY)
