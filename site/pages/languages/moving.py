"""A page that moves takes its versions along, when they stood in the same place and may go there."""

from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest
from wagtail.admin.views.pages.bulk_actions import MoveBulkAction
from wagtail.models import Page

# Wagtail asks which versions go along without saying where to.
_going: ContextVar[tuple[Any, Page] | None] = ContextVar("going", default=None)


def followers(*, page: Page, destination: Page, user: Any) -> Iterator[tuple[Page, Page]]:
    """The versions that go along, each with the page below which it goes."""
    parent = page.get_parent()
    if (
        destination.locale_id != page.locale_id
        or parent.translation_key == destination.translation_key
    ):
        return
    for twin in page.get_translations().specific():
        above = twin.get_parent()
        target = destination.get_translations().filter(locale=twin.locale_id).first()
        if above.translation_key != parent.translation_key or target is None:
            continue
        if user is not None and not twin.permissions_for_user(user).can_move_to(target.specific):
            continue
        if Page._slug_is_available(twin.slug, target, page=twin):
            yield twin, target


def about_to_move(request: HttpRequest, page: Page, destination: Page) -> None:
    _going.set((request.user, destination))


def along(pages: list[Page], action: str) -> dict[Page, list[Page]]:
    """Wagtail's question for its screen, which says how many go along before it moves them."""
    going = _going.get()
    if action != "move" or going is None:
        return {}
    user, destination = going
    return {
        page: [twin for twin, _to in followers(page=page, destination=destination, user=user)]
        for page in pages
    }


class MoveAlongBulkAction(MoveBulkAction):
    """Many at once."""

    @classmethod
    def execute_action(
        cls, objects: Any, destination: Page | None = None, user: Any = None, **kwargs: Any
    ) -> tuple[int, int] | None:
        if destination is None:
            return None
        chosen = {page.pk for page in objects}
        number = 0
        for page in objects:
            follow = list(followers(page=page, destination=destination, user=user))
            page.move(destination, pos="last-child", user=user)
            number += 1
            for twin, target in follow:
                if twin.pk not in chosen:
                    Page.objects.get(pk=twin.pk).move(
                        Page.objects.get(pk=target.pk), pos="last-child", user=user
                    )
        return number, 0
