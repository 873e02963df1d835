"""The links of the admin home: where they lead for one person, and what of the first steps is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page

from accounts.asking import NOTHING, Asked, Counted
from accounts.declarations import Below, Link


@dataclass(frozen=True)
class ShownLink:
    """A link as this person sees it."""

    label: Any
    url: str
    help: Any
    icon: str
    done: bool


class Places:
    """The pages below which these links lead, found by one query, and what this person may do there."""

    def __init__(self, links: Iterable[Link], user: Any) -> None:
        self.wanted = {link.url.parent for link in links if isinstance(link.url, Below)}
        self.user = user

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Of each type the first page in the site's first language, where they may write."""
        models = {name: apps.get_model(name) for name in sorted(self.wanted)}
        if not models:
            return {}
        types = ContentType.objects.get_for_models(*models.values())
        found = {}
        for page in Page.objects.filter(
            content_type__in=list(types.values()),
            locale__language_code=settings.LANGUAGE_CODE,
        ).order_by("-path"):
            found[page.content_type_id] = page
        return {
            name: page
            for name, model in models.items()
            if (page := found.get(types[model].pk)) is not None
            and page.permissions_for_user(self.user).can_add_subpage()
        }

    def address(self, place: Below) -> str | None:
        page = self.pages.get(place.parent)
        if page is None:
            return None
        if not place.child:
            return reverse("wagtailadmin_explore", args=[page.pk])
        app_label, model = place.child.lower().split(".")
        return reverse("wagtailadmin_pages:add", args=[app_label, model, page.pk])


def _question(link: Link) -> str:
    return f"step {link.order} {link.label}"


def asked_by(steps: Sequence[Link], user: Any) -> dict[str, Asked]:
    """What must be counted to know which steps are done."""
    asked = {}
    for link in steps:
        done = link.done(user) if link.done else None
        if isinstance(done, QuerySet):
            asked[_question(link)] = Asked(done[:1])
    return asked


def shown(
    links: Sequence[Link], user: Any, places: Places, numbers: Mapping[str, Counted]
) -> list[ShownLink]:
    """The links this person may follow, in order, each once."""
    found: dict[str, ShownLink] = {}
    for link in sorted(links, key=lambda link: link.order):
        if link.permission and not user.has_perm(link.permission):
            continue
        url = _address(link, user, places)
        # Two steps may begin on one screen; two shortcuts to one screen are one.
        key = f"{url} {link.label if link.done else ''}"
        if url is not None and key not in found:
            found[key] = ShownLink(
                link.label, url, link.help, link.icon, _is_done(link, user, numbers)
            )
    return list(found.values())


def _is_done(link: Link, user: Any, numbers: Mapping[str, Counted]) -> bool:
    counted = numbers.get(_question(link), NOTHING).number
    done = link.done(user) if link.done and not counted else None
    return bool(counted or (done is True))


def _address(link: Link, user: Any, places: Places) -> str | None:
    if isinstance(link.url, Below):
        return places.address(link.url)
    if callable(link.url):
        return link.url(user)
    try:
        return reverse(link.url)
    except NoReverseMatch:
        # A feature that is not installed here has no door to show.
        return None
