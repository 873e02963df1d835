"""What search engines, browsers and researchers ask for at fixed addresses."""

from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.seo import sitemap as maps
from cms.seo import texts
from cms.seo.addresses import current_language
from cms.seo.icons import FOLDER

FAVICON = Path(__file__).resolve().parent.parent / "static" / FOLDER / "favicon.ico"

_for_minutes = cache_control(public=True, max_age=600)
_for_a_day = cache_control(public=True, max_age=86_400)


def _xml(parts: Iterator[str]) -> StreamingHttpResponse:
    return StreamingHttpResponse(parts, content_type="application/xml; charset=utf-8")


def _text(content: str) -> HttpResponse:
    return HttpResponse(content, content_type="text/plain; charset=utf-8")


@require_safe
@_for_minutes
def sitemap(request: HttpRequest) -> StreamingHttpResponse:
    """Every page in both languages, or the list of files when there are too many for one."""
    files = maps.number_of_files()
    return _xml(maps.urls(1) if files == 1 else maps.index(files))


@require_safe
@_for_minutes
def sitemap_file(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """One of several files. 404 beyond the last one."""
    files = maps.number_of_files()
    if files == 1 or not 1 <= number <= files:
        raise Http404
    return _xml(maps.urls(number))


@require_safe
@_for_minutes
def robots(request: HttpRequest) -> HttpResponse:
    return _text(texts.robots())


@require_safe
@_for_a_day
def security(request: HttpRequest) -> HttpResponse:
    """To whom a weakness is reported. 404 while the company identity names no address."""
    content = texts.security()
    if not content:
        raise Http404
    return _text(content)


@require_safe
@_for_minutes
def manifest(request: HttpRequest) -> JsonResponse:
    return JsonResponse(
        texts.manifest(current_language()),
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
@_for_a_day
def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask for it by habit without reading the head of a page."""
    return HttpResponse(FAVICON.read_bytes(), content_type="image/x-icon")
