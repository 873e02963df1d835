"""What publishing a page does to its versions in the other languages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from cms.translated_relations import relations_of
from cms.translation_board.versions import SUBMIT, begin_at, other_languages


class Kind(Enum):
    """How a version stands to the page that is published."""

    MISSING = "missing"
    COPY = "copy"
    SOURCE = "source"
    DRAFT = "draft"
    KEPT = "kept"
    APART = "apart"


BEFORE = {
    Kind.MISSING: gettext_lazy("There is no version, and publishing makes none."),
    Kind.COPY: gettext_lazy("Its address shows this page untranslated, and will change with it."),
    Kind.SOURCE: gettext_lazy("This page is translated from it. Nothing changes there."),
    Kind.DRAFT: gettext_lazy("Its draft stays a draft; it is not published along."),
    Kind.KEPT: gettext_lazy(
        "Nothing changes for its visitors; it becomes outdated until the changes are sent and translated."
    ),
    Kind.APART: gettext_lazy(
        "Nothing changes for its visitors; it becomes outdated until it is published again."
    ),
}
AFTER = {
    Kind.MISSING: gettext_lazy("there is no version yet."),
    Kind.COPY: gettext_lazy("its address shows the new text, untranslated."),
    Kind.DRAFT: gettext_lazy("its draft is still a draft; nobody sees it."),
    Kind.KEPT: gettext_lazy(
        "nothing has changed for its visitors; it is outdated until the changes are sent and translated."
    ),
    Kind.APART: gettext_lazy(
        "nothing has changed for its visitors; it is outdated until it is published again."
    ),
}


@dataclass(frozen=True)
class Act:
    """Where a click leads; what is begun by it `posts`."""

    label: str
    href: str
    posts: bool = False


@dataclass(frozen=True)
class Effect:
    """What becomes of the version in one language. `follows`: what of it changes with the page at once."""

    language: str
    name: str
    kind: Kind
    follows: tuple[str, ...]
    acts: tuple[Act, ...]

    @property
    def before(self) -> str:
        return self._with_what_follows(str(BEFORE[self.kind]))

    @property
    def after(self) -> str:
        return self._with_what_follows(str(AFTER[self.kind]))

    def _with_what_follows(self, sentence: str) -> str:
        if not self.follows:
            return sentence
        followed = _("Changes with it at once: %(what)s.") % {"what": ", ".join(self.follows)}
        return f"{sentence} {followed}"


def effects_of(pages: Iterable[Page], user: Any) -> dict[int, list[Effect]]:
    """The effects of each page by its key, as this person can act on them; two queries for all."""
    listed = list(pages)
    keys = {page.translation_key for page in listed}
    versions: dict[Any, dict[str, Page]] = {}
    for one in Page.objects.filter(translation_key__in=keys).select_related("locale"):
        versions.setdefault(one.translation_key, {})[one.locale.language_code] = one
    work: dict[Any, list[Translation]] = {}
    for kept in Translation.objects.filter(source__object_id__in=keys, enabled=True).select_related(
        "source", "source__locale"
    ):
        work.setdefault(kept.source.object_id, []).append(kept)
    return {
        page.pk: list(
            _effects(page, versions[page.translation_key], work.get(page.translation_key, []), user)
        )
        for page in listed
        if page.translation_key in versions
    }


def _effects(
    page: Page, versions: dict[str, Page], work: list[Translation], user: Any
) -> Iterator[Effect]:
    mine = page.locale.language_code
    first = settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in versions else mine
    source = next((one.source.locale.language_code for one in work), first)
    targets = {one.target_locale_id: one for one in work}
    for code, name in other_languages(mine):
        twin = versions.get(code)
        kept = targets.get(twin.locale_id) if twin and source == mine else None
        kind = _kind(twin, kept, is_source=source == code)
        follows: tuple[str, ...] = ()
        if kept is not None:
            specific = page.specific_deferred
            fields = (specific._meta.get_field(one) for one in relations_of(specific))
            follows = tuple(str(field.verbose_name) for field in fields)
        yield Effect(code, name, kind, follows, tuple(_acts(page, twin, kept, code, name, user)))


def _kind(twin: Page | None, kept: Translation | None, *, is_source: bool) -> Kind:
    if twin is None:
        return Kind.MISSING
    if twin.alias_of_id is not None:
        return Kind.COPY
    if is_source:
        return Kind.SOURCE
    if not twin.live:
        return Kind.DRAFT
    return Kind.KEPT if kept is not None else Kind.APART


def _acts(
    page: Page, twin: Page | None, kept: Translation | None, code: str, name: str, user: Any
) -> Iterator[Act]:
    policy: Any = policy_registry.get_by_type(Page)
    may_submit = user.has_perm(SUBMIT) and policy.user_has_permission_for_instance(
        user, "change", page
    )
    if twin is None or twin.alias_of_id is not None:
        if may_submit:
            label = _("Translate into %(language)s") % {"language": name}
            yield Act(label, begin_at(page.pk, code), posts=True)
        return
    published = page.last_published_at
    if kept is not None and may_submit and published and kept.source.last_updated_at < published:
        update = reverse("wagtail_localize:update_translations", args=[kept.source_id])
        yield Act(_("Send the changes"), update)
    if policy.user_has_permission_for_instance(user, "change", twin):
        edit = reverse("wagtailadmin_pages:edit", args=[twin.pk])
        yield Act(_("Open in %(language)s") % {"language": name}, edit)
