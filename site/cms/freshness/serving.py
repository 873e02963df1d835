"""Wagtail's way to a page, of which only the faces of the pages above are noted.

Wagtail takes each page on the way out of the database as a whole; the page that is shown is no other
one because a paragraph of the home page has changed.
"""

from django.http import HttpRequest, HttpResponseBase
from wagtail import views
from wagtail.models import Page

from cms.freshness.reading import aside, current, observe_row
from cms.freshness.tables import FACE, PAGES, prefixes


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with the page at `path`."""
    with aside():
        route = Page.route_for_request(request, path)  # which Wagtail remembers on the request
    if route is not None and (reads := current()) is not None:
        page = route[0]
        observe_row(type(page), page)
        reads.tags |= {"wagtailcore_site", "wagtailcore_locale"}
        reads.tags |= {f"{PAGES}.path={stem}{FACE}" for stem in prefixes(page.path)}
    answer: HttpResponseBase = views.serve(request, path)
    return answer
