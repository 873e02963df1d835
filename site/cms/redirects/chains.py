"""Redirects that lead to another redirect, round in a circle or nowhere, and how they are put right.

Visitors are spared the steps (middleware.py follows them), but each chain hides an address that nobody
means any more, and breaks when one of its links is deleted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.redirects.addresses import path_here

CHUNK = 300


class State(Enum):
    """How a redirect ends."""

    FINE = "fine"
    CHAIN = "chain"
    LOOP = "loop"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Course:
    """A redirect, how it ends, and the one it ends with (itself, when there is no chain)."""

    redirect: Redirect
    state: State
    last: Redirect


def courses(redirects: Iterable[Redirect]) -> list[Course]:
    """How each of these ends. The steps of all of them together cost one query each."""
    asked = list(redirects)
    known: dict[tuple[Any, str], Redirect] = {}
    site = Site.objects.filter(is_default_site=True).first()
    wanted = {path for one in asked if (path := _next_path(one, site))}
    seen: set[str] = set()
    while wanted - seen:
        now = wanted - seen
        seen |= now
        found = list(
            Redirect.objects.filter(old_path__in=now).select_related("redirect_page__locale")
        )
        for one in found:
            known[(one.site_id, one.old_path)] = one
        wanted = {path for one in found if (path := _next_path(one, site))}
    return [_course(one, known, site) for one in asked]


def _course(redirect: Redirect, known: dict[tuple[Any, str], Redirect], site: Any) -> Course:
    passed = {redirect.old_path}
    last = redirect
    while path := _next_path(last, site):
        if path in passed:
            return Course(redirect, State.LOOP, last)
        following = known.get((redirect.site_id, path)) or known.get((None, path))
        if following is None:
            break
        passed.add(path)
        last = following
    if last.redirect_page_id is not None and not last.redirect_page.live:
        return Course(redirect, State.NOWHERE, last)
    return Course(redirect, State.FINE if last is redirect else State.CHAIN, last)


def _next_path(redirect: Redirect, site: Any) -> str | None:
    """The address of this site that a redirect leads to, unless a page stands for it."""
    if redirect.redirect_page_id is not None or not redirect.redirect_link:
        return None
    return path_here(redirect.redirect_link, site)


def troubled() -> list[Course]:
    """Every redirect that is in a chain or a loop, or leads nowhere."""
    with_link = Redirect.objects.exclude(redirect_link="")
    to_drafts = Redirect.objects.filter(redirect_page__live=False)
    asked = (with_link | to_drafts).select_related("redirect_page__locale").order_by("old_path")
    return [one for one in courses(asked.iterator(CHUNK)) if one.state is not State.FINE]


@transaction.atomic
def fold() -> tuple[int, int]:
    """Point each redirect of a chain at its end, and take out loops, which can never answer.

    How many were pointed at their end, and how many were taken out.
    """
    folded, looping = 0, []
    for course in troubled():
        if course.state is State.CHAIN:
            redirect, last = course.redirect, course.last
            redirect.redirect_page = last.redirect_page
            redirect.redirect_page_route_path = last.redirect_page_route_path
            redirect.redirect_link = last.redirect_link
            redirect.is_permanent = redirect.is_permanent and last.is_permanent
            redirect.save()
            folded += 1
        elif course.state is State.LOOP:
            looping.append(course.redirect.pk)
    Redirect.objects.filter(pk__in=looping).delete()
    return folded, len(looping)
