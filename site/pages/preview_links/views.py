"""What somebody without an account sees behind a preview link."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from intake.private import private
from pages.bin.services import is_in_the_bin
from pages.preview_links.services import count_opening, usable
from pages.preview_links.versions import version_of


@private
def preview(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page, drawn as visitors will get it; never stored, never indexed, its address told to nobody."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    link = usable(token=token)
    if link is None or is_in_the_bin(link.page):
        return render(request, "preview_links/gone.html", status=410)
    version = version_of(link.page, link.shown_on)
    if version is None:
        return render(request, "preview_links/not_then.html", {"link": link}, status=404)
    if request.method == "GET":
        count_opening(link=link)
    response: HttpResponse = version.make_preview_request(
        request,
        version.default_preview_mode,
        extra_request_attrs={"preview_link": link},
    )
    return response
