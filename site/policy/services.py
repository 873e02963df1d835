"""What is done with versions: frozen, entered in the archive, given a text. One transaction each."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from policy.documents.building import Document, document_of
from policy.facts.changes import changes_between, is_material
from policy.facts.concerned import those_concerned
from policy.facts.effective import Facts, effective_facts, hash_of
from policy.facts.telling import FactChange
from policy.models import Change, Origin, PolicyPage, PolicyVersion, VersionText
from policy.queries import newest_version

LANGUAGES = ("fr", "en")


class NotPublishable(ValueError):
    """The version cannot be published as asked; the message says why, for the person at the screen."""


class PageMissing(NotPublishable):
    """A language has no page of the policy."""


@transaction.atomic
def freeze(
    *,
    number: str,
    effective_on: date,
    author: str,
    comment: Mapping[str, str],
    by: AbstractBaseUser | None = None,
) -> PolicyVersion:
    """Publish what is written and what is declared now as a version, in both languages at once.

    Raises PageMissing when a language has no page of the policy.
    """
    pages = pages_by_language()
    facts = effective_facts()
    documents = [document_of(pages[language], facts) for language in LANGUAGES]
    changes = changes_between(published_facts(), facts)
    version = PolicyVersion.objects.create(
        number=number,
        effective_on=effective_on,
        origin=Origin.SITE,
        author=author,
        comment_fr=comment["fr"],
        comment_en=comment["en"],
        change=Change.MATERIAL if is_material(changes) else Change.MINOR,
        changes=[one.as_json() for one in changes],
        told=those_concerned(changes, facts),
        facts=facts,
        services=sorted(service["slug"] for service in facts["services"]),
        register_hash=hash_of(facts),
        hash=_hash_of(number, effective_on, facts, documents),
        published_at=timezone.now(),
        published_by_id=by.pk if by else None,
    )
    for document in documents:
        VersionText.objects.create(
            version=version,
            language=document.language,
            title=document.title,
            html=document.html,
            contents=document.contents,
            hash=document.hash,
        )
    for page in pages.values():
        revision = page.latest_revision or page.save_revision(user=by)
        revision.publish(user=by)
    return version


@transaction.atomic
def enter_in_archive(
    *,
    number: str,
    effective_on: date,
    author: str,
    comment: Mapping[str, str],
    applied: bool = True,
    note: Mapping[str, str] | None = None,
) -> PolicyVersion:
    """List a version that was published before this site. Its text may be imported later."""
    return PolicyVersion.objects.create(
        number=number,
        effective_on=effective_on,
        applied=applied,
        origin=Origin.ARCHIVE,
        author=author,
        comment_fr=comment["fr"],
        comment_en=comment["en"],
        note_fr=(note or {}).get("fr", ""),
        note_en=(note or {}).get("en", ""),
    )


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


def drift() -> list[FactChange]:
    """What differs between the last version published and the effective register of today."""
    return changes_between(published_facts(), effective_facts())


def _hash_of(number: str, effective_on: date, facts: Facts, documents: list[Document]) -> str:
    parts: dict[str, Any] = {"number": number, "effective_on": effective_on.isoformat()}
    parts |= {document.language: document.hash for document in documents}
    return hash_of({**parts, "register": hash_of(facts)})
