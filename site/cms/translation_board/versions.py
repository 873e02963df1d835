"""For the lists of the desk: where the version in each other language is, or is begun."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from wagtail.coreutils import get_content_languages
from wagtail.models import Page
from wagtail.permissions import policy_registry

SUBMIT = "wagtail_localize.submit_translation"


@dataclass(frozen=True)
class Version:
    """A page in another language. Without `exists`, `href` is where it is begun by a post."""

    language: str
    name: str
    href: str
    exists: bool


def named(name: Any) -> str:
    """The name of a language within a sentence: small in French."""
    return str(name).lower() if (get_language() or "").startswith("fr") else str(name)


def other_languages(language: str) -> Iterator[tuple[str, str]]:
    """Code and name, as it stands in a sentence, of the site's languages but this one."""
    return (
        (code, named(name)) for code, name in get_content_languages().items() if code != language
    )


def begin_at(page_id: int, language: str) -> str:
    """Where a post begins or opens the version of a page."""
    return reverse("translate_page", args=[page_id, language])


def give_versions(pages: Iterable[Page | None], user: Any) -> None:
    """Set `versions` of each page, its language read already; one query for all of them.

    Only what this person may do: open what is theirs to change, begin where they may change the source.
    """
    listed = [page for page in pages if page is not None]
    policy: Any = policy_registry.get_by_type(Page)
    twins = {
        (twin.translation_key, twin.locale.language_code): twin
        for twin in Page.objects.filter(
            translation_key__in={page.translation_key for page in listed}, alias_of__isnull=True
        ).select_related("locale")
    }
    for page in listed:
        found: Any = page
        found.versions = list(_versions(page, twins, policy, user))


def _versions(page: Page, twins: Any, policy: Any, user: Any) -> Iterator[Version]:
    for code, name in other_languages(page.locale.language_code):
        twin = twins.get((page.translation_key, code))
        if twin is not None:
            if policy.user_has_permission_for_instance(user, "change", twin):
                href = reverse("wagtailadmin_pages:edit", args=[twin.pk])
                yield Version(code, name, href, exists=True)
        elif user.has_perm(SUBMIT) and policy.user_has_permission_for_instance(
            user, "change", page
        ):
            yield Version(code, name, begin_at(page.pk, code), exists=False)
