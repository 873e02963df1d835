"""The lines of the board for one screen: versions, what may be done with them, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from cms.translation_board.states import State, own_pages
from cms.translation_board.versions import SUBMIT, begin_at, named


@dataclass(frozen=True)
class Action:
    """A link of a cell. `label` is the word on it, `spoken` what a screen reader says instead.

    What is begun by it (`posts`) is a button.
    """

    label: str
    spoken: str
    href: str
    posts: bool = False


@dataclass(frozen=True)
class Cell:
    """A page in one language."""

    language: str
    state: State
    title: str = ""
    actions: tuple[Action, ...] = ()

    @property
    def tone(self) -> str:
        """The class of the mark: what asks for work stands out."""
        return {
            State.SOURCE: "board__mark--plain",
            State.CURRENT: "board__mark--good",
            State.OUTDATED: "board__mark--warn",
            State.DRAFT: "board__mark--plain",
            State.MISSING: "board__mark--bad",
        }[self.state]


@dataclass(frozen=True)
class Row:
    """A page in all languages. `depth` is its level below the first page of its language."""

    title: str
    kind: str
    depth: int
    cells: tuple[Cell, ...]


class Rows:
    """Makes the rows of one screen with a fixed number of queries."""

    def __init__(
        self,
        *,
        user: AbstractBaseUser | AnonymousUser,
        sources: Sequence[Page],
        locales: list[Locale],
        back: str,
    ) -> None:
        """`sources` come from `states.with_states`; `back` is where the translator returns to."""
        self.locales = locales
        self.sources = sources
        self.back = back
        keys = [page.translation_key for page in sources]
        self.versions = {
            (page.translation_key, page.locale_id): page
            for page in own_pages().filter(translation_key__in=keys)
        }
        self.work = {
            (one.source.object_id, one.target_locale_id): one
            for one in Translation.objects.filter(
                source__object_id__in=keys, enabled=True
            ).select_related("source")
        }
        # The policy answers from the rights it keeps with the user: no query for each page.
        policy: Any = policy_registry.get_by_type(Page)
        self.editable = {
            page.pk
            for page in self.versions.values()
            if policy.user_has_permission_for_instance(user, "change", page)
        }
        self.may_submit = user.has_perm(SUBMIT)  # type: ignore[union-attr]

    def __iter__(self) -> Iterator[Row]:
        for source in self.sources:
            yield Row(
                title=source.title,
                kind=source.content_type.name,
                depth=source.depth - 2,
                cells=tuple(self._cell(source, locale) for locale in self.locales),
            )

    def _cell(self, source: Page, locale: Locale) -> Cell:
        state = State(getattr(source, f"state_{locale.language_code}"))
        version = self.versions.get((source.translation_key, locale.pk))
        return Cell(
            language=locale.language_code,
            state=state,
            title=version.title if version is not None and state != State.SOURCE else "",
            actions=tuple(self._actions(source, locale, state, version)),
        )

    def _actions(
        self, source: Page, locale: Locale, state: State, version: Page | None
    ) -> Iterator[Action]:
        name = named(locale.get_display_name())
        may_edit_source = source.pk in self.editable
        if version is None:
            if self.may_submit and may_edit_source:
                yield Action(
                    _("Translate"),
                    _("Translate “%(title)s” into %(language)s")
                    % {"title": source.title, "language": name},
                    begin_at(source.pk, locale.language_code),
                    posts=True,
                )
            return
        work = self.work.get((source.translation_key, locale.pk))
        if state == State.OUTDATED and work is not None and self.may_submit and may_edit_source:
            yield Action(
                _("Send the changes"),
                _("Send the changes of “%(title)s” to its translations") % {"title": source.title},
                self._with_back("wagtail_localize:update_translations", work.source_id),
            )
        words = {"title": version.title, "language": name}
        if version.pk in self.editable:
            yield Action(
                _("Edit"),
                _("Edit “%(title)s” (%(language)s)") % words,
                reverse("wagtailadmin_pages:edit", args=[version.pk]),
            )
        if version.live and version.url:
            yield Action(_("View"), _("View “%(title)s” (%(language)s)") % words, version.url)

    def _with_back(self, name: str, number: int) -> str:
        return f"{reverse(name, args=[number])}?{urlencode({'next': self.back})}"
