"""What is asked about the versions of the policy."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from policy.models import PolicyVersion, VersionText
from policy.models.versions import VersionQuerySet


def all_versions() -> list[PolicyVersion]:
    """Every version, the newest first, without its facts and the words of its texts."""
    texts = Prefetch("texts", VersionText.objects.defer("html", "contents"))
    return list(PolicyVersion.objects.defer("facts", "changes", "told").prefetch_related(texts))


def version_on(day: date) -> PolicyVersion | None:
    """The version that applied on this day."""
    return PolicyVersion.objects.in_force().filter(effective_on__lte=day).first()


def current_version() -> PolicyVersion | None:
    """The version that applies today."""
    return version_on(timezone.localdate())


def newest_version() -> PolicyVersion | None:
    """The last version published, also when its day has not come yet."""
    return PolicyVersion.objects.in_force().first()


def coming_of(versions: Iterable[PolicyVersion]) -> PolicyVersion | None:
    """Of these, the next one that is published and does not apply yet."""
    today = timezone.localdate()
    coming = [one for one in versions if one.applied and one.effective_on > today]
    return min(coming, key=lambda one: (one.effective_on, one.pk), default=None)


def text_of(version: PolicyVersion, language: str) -> VersionText | None:
    """The text of a version in a language; None when it is not in hand."""
    return version.texts.filter(language=language).first()


def current_number() -> str:
    """The number of the version in force, "" when there is none."""
    found = _in_force().values_list("number", flat=True).first()
    return found or ""


def current_number_and_hash() -> tuple[str, str]:
    """Number and hash of the version in force, empty when there is none."""
    return _in_force().values_list("number", "hash").first() or ("", "")


def named_services() -> frozenset[str]:
    """The services that the version in force names: no other is loaded."""
    found = _in_force().values_list("services", flat=True).first()
    return frozenset(found or ())


def _in_force() -> VersionQuerySet:
    return PolicyVersion.objects.in_force().filter(effective_on__lte=timezone.localdate())
