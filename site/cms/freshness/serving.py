"""Wagtail's way to a page, of which only the faces of the pages above are noted.

Wagtail takes each page on the way out of the database as a whole; the page that is shown is no other
one because a paragraph of the home page has changed.
"""

from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from wagtail import views
from wagtail.models import Page, Site

from cms.freshness.changes import follower
from cms.freshness.memory import remembered
from cms.freshness.reading import aside, current, observe_row
from cms.freshness.tables import FACE, PAGES, prefixes
from cms.views_seen import watchers_of

MOST_BELOW = 100  # pages that are remembered as ways to others


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with the page at `path`."""
    with aside():
        prepare(request, path)
        route = Page.route_for_request(request, path)  # which Wagtail remembers on the request
    if route is not None and (reads := current()) is not None:
        page = route[0]
        observe_row(type(page), page)
        reads.tags |= {"wagtailcore_site", "wagtailcore_locale"}
        reads.tags |= {f"{PAGES}.path={stem}{FACE}" for stem in prefixes(page.path)}
    if route is not None:
        page = route[0]
        page.locale = remembered(("cms.locale", page.locale_id), lambda: page.locale)
    answer: HttpResponseBase = views.serve(request, path)
    if route is not None and request.method == "GET" and answer.status_code == 200:
        tell_of_view(request, answer, route[0])
    return answer


def tell_of_view(request: HttpRequest, answer: HttpResponseBase, page: Page) -> None:
    """Let it be counted, now and each time the kept answer is given. Staff at work are not visitors."""
    told = watchers_of(page, page.locale.language_code, getattr(answer, "seen", None))
    answer.seen = told  # type: ignore[attr-defined]
    if told is not None and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        told(request.headers, waits=True)


def _below(page: Page) -> dict[str, Page]:
    """The first pages below this one, live or not, by their slug."""
    return {child.slug: child for child in page.get_children()[:MOST_BELOW].specific()}


def prepare(request: HttpRequest, path: str) -> None:
    """Have Wagtail know the site, and the first page of the language, without asking each time."""
    if not follower.following:
        return
    site = remembered(("cms.site", request.get_host()), lambda: Site.find_for_request(request))
    request._wagtail_site = site  # type: ignore[attr-defined]
    steps = [step for step in path.split("/") if step]
    if site is None or not steps:
        return
    key = ("cms.first_page", site.pk, get_language())
    page = remembered(key, lambda: site.root_page.localized.specific)
    if len(steps) > 1 and type(page).route is Page.route:
        # A step that Wagtail would take with two queries, to a page that only shows the way.
        below = remembered(("cms.below", page.pk), partial(_below, page))
        if steps[0] in below:
            page = below[steps[0]]
            steps = steps[1:]
    try:
        route = page.route(request, steps)
    except Http404:
        route = None
    request._wagtail_route_for_request = route  # type: ignore[attr-defined]
