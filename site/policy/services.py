"""What is done with versions: published, entered in the archive, given a text. One transaction each."""

import re
from collections.abc import Mapping
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policy.documents.importing import Imported
from policy.drafts import Draft, draft, forget_drift, pages_by_language
from policy.facts.effective import hash_of
from policy.models import Change, Origin, PolicyVersion, VersionText
from policy.models.versions import NUMBER
from policy.queries import newest_version
from privacy.notices import keep_all


class NotPublishable(ValueError):
    """The version cannot be published as asked; the message says why, for the person at the screen."""


def demand_number(number: str) -> None:
    """Raises NotPublishable unless the number is one, and higher than every one published."""
    if not re.fullmatch(NUMBER, number):
        raise NotPublishable(_("Enter a number such as 2.1."))
    asked = tuple(int(part) for part in number.split("."))
    for version in PolicyVersion.objects.only("number"):
        if version.order >= asked:
            raise NotPublishable(
                _("Choose a number higher than %(number)s.") % {"number": version.number}
            )


def demand_day(day: date) -> None:
    """Raises NotPublishable for a day in the past, or before the last version's."""
    newest = newest_version()
    if day < timezone.localdate():
        raise NotPublishable(_("Choose today or a later day: a version cannot apply to the past."))
    if newest is not None and day < newest.effective_on:
        raise NotPublishable(
            _("Choose a day from %(day)s on, when version %(number)s takes effect.")
            % {"day": newest.effective_on.isoformat(), "number": newest.number}
        )


@transaction.atomic
def publish_version(
    *,
    number: str,
    effective_on: date,
    author: str,
    comment: Mapping[str, str],
    seen: str,
    told: bool,
    by: AbstractBaseUser | None,
) -> PolicyVersion:
    """Publish the draft whose fingerprint was `seen`, in both languages at once.

    `told`: that those concerned by a material change will be told. Raises NotPublishable for a number
    or day that does not follow, a draft that has changed since it was looked at, or a material change
    of which nobody is to be told; PageMissing.
    """
    demand_number(number)
    demand_day(effective_on)
    prepared = draft()
    if prepared.fingerprint != seen:
        raise NotPublishable(_("Something has changed since you looked. Look at it again."))
    if prepared.material and not told:
        raise NotPublishable(_("Confirm that the people listed will be told."))
    return freeze(
        number=number,
        effective_on=effective_on,
        author=author,
        comment=comment,
        by=by,
        prepared=prepared,
    )


@transaction.atomic
def freeze(
    *,
    number: str,
    effective_on: date,
    author: str,
    comment: Mapping[str, str],
    by: AbstractBaseUser | None = None,
    prepared: Draft | None = None,
) -> PolicyVersion:
    """Keep what is written and what is declared now as a version. Raises PageMissing."""
    prepared = prepared or draft()
    facts, documents = prepared.facts, prepared.documents
    version = PolicyVersion.objects.create(
        number=number,
        effective_on=effective_on,
        origin=Origin.SITE,
        author=author,
        comment_fr=comment["fr"],
        comment_en=comment["en"],
        change=Change.MATERIAL if prepared.material else Change.MINOR,
        changes=[one.as_json() for one in prepared.changes],
        told=prepared.told,
        facts=facts,
        services=sorted(service["slug"] for service in facts["services"]),
        register_hash=hash_of(facts),
        hash=_hash_of(number, effective_on, prepared.fingerprint),
        published_at=timezone.now(),
        published_by_id=by.pk if by else None,
    )
    for document in documents.values():
        VersionText.objects.create(
            version=version,
            language=document.language,
            title=document.title,
            html=document.html,
            contents=document.contents,
            hash=document.hash,
        )
    for page in pages_by_language().values():
        revision = page.latest_revision or page.save_revision(user=by)
        revision.publish(user=by)
    keep_all()
    transaction.on_commit(forget_drift)
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


@transaction.atomic
def import_text(*, version: PolicyVersion, language: str, imported: Imported) -> VersionText:
    """Give a version of the archive its text; one imported before is replaced.

    Raises NotPublishable for a version published here, which is never changed.
    """
    if version.origin != Origin.ARCHIVE:
        raise NotPublishable(_("A version published here keeps its own text."))
    text, _made = VersionText.objects.get_or_create(version=version, language=language)
    text.title, text.html, text.contents = imported.title, imported.html, imported.contents
    text.hash, text.imported_at = imported.hash, timezone.now()
    text.save()
    hashes = {one.language: one.hash for one in version.texts.all()}
    version.hash = _hash_of(version.number, version.effective_on, hash_of(hashes))
    version.save(update_fields=["hash"])
    return text


def _hash_of(number: str, effective_on: date, content: str) -> str:
    return hash_of({"number": number, "day": effective_on.isoformat(), "content": content})
