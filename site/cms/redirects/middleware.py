"""Follow a redirect instead of answering 404: to its end, in one step, and never in a circle."""

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from .addresses import path_here

logger = logging.getLogger(__name__)
MAX_STEPS = 10


class RedirectMiddleware:
    """In the place of Wagtail's, which it asks for the redirect of one path."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        try:
            return _answer(request) or response
        except DatabaseError:
            # The 404 page must stand, also while the database is away.
            logger.warning("Redirects could not be looked up", exc_info=True)
            return response


def _answer(request: HttpRequest) -> HttpResponse | None:
    asked = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    found = _find(request, asked)
    if found is None:
        return None
    target, permanent = _follow(request, found, asked)
    if target is None:
        return None
    kind = HttpResponsePermanentRedirect if permanent else HttpResponseRedirect
    return kind(target)


def _find(request: HttpRequest, path: str) -> Redirect | None:
    """The redirect of this path with its query string, else of the path alone."""
    redirect = get_redirect(request, path)
    alone = path.partition("?")[0]
    if redirect is None and alone != path:
        redirect = get_redirect(request, alone)
    return redirect


def _follow(request: HttpRequest, redirect: Redirect, asked: str) -> tuple[str | None, bool]:
    """Where a redirect leads in the end, and whether every step is permanent.

    None when it leads nowhere: to a page that is not published, or round in a circle.
    """
    seen = {Redirect.normalise_path(asked), Redirect.normalise_path(asked.partition("?")[0])}
    permanent = True
    site = Site.find_for_request(request)
    for _step in range(MAX_STEPS):
        permanent = permanent and redirect.is_permanent
        if redirect.redirect_page_id is not None and not redirect.redirect_page.live:
            return None, permanent
        link = redirect.link
        here = path_here(link, site) if link else None
        if not link or here in seen:
            return None, permanent
        if here is None or redirect.redirect_page_id is not None:
            return link, permanent
        seen.add(here)
        following = _find(request, here)
        if following is None or _is_a_page(request, here):
            return link, permanent
        redirect = following
    return None, permanent


def _is_a_page(request: HttpRequest, path: str) -> bool:
    """Whether a published page answers at `path`: a redirect for it is then never asked."""
    site = Site.find_for_request(request)
    if site is None:
        return False
    for home in site.root_page.get_translations(inclusive=True).live().select_related("locale"):
        start = Redirect.normalise_path(home.url or "/")
        if path == start or path.startswith(f"{start.rstrip('/')}/"):
            rest = path[len(start.rstrip("/")) :].strip("/")
            url_path = f"{home.url_path}{rest}/" if rest else home.url_path
            if type(home).objects.filter(url_path=url_path, live=True).exists():
                return True
    return False
