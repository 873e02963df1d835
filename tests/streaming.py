"""The site's addresses, and a few that answer in ways no page of ours does."""

import threading
from pathlib import Path
from tempfile import gettempdir

from django.db import connection
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.urls import path

from config import urls

BLOCK = b"y" * 65_536
BLOCKS = 400


def endless(request):
    """A generator that uses the database while it runs, as exports do."""

    def parts():
        for number in range(BLOCKS):
            with connection.cursor() as cursor:
                cursor.execute("SELECT %s", [number])
                assert cursor.fetchone() == (number,)
            yield BLOCK

    return StreamingHttpResponse(parts(), content_type="text/plain")


def broken(request):
    """A generator that fails on its way."""

    def parts():
        yield b"begun"
        raise RuntimeError

    return StreamingHttpResponse(parts(), content_type="text/plain")


def large(request):
    """A file larger than what is read at once."""
    file = Path(gettempdir()) / f"large-{threading.get_ident()}"
    file.write_bytes(BLOCK * BLOCKS)
    opened = file.open("rb")
    file.unlink()
    return FileResponse(opened, content_type="text/plain")


def size(request):
    """How long the body is that Django sees."""
    return HttpResponse(f"{request.method} {len(request.body)} {request.headers.get('X-Two')}")


def cookies(request):
    response = HttpResponse(status=204)
    response.set_cookie("one", "1")
    response.set_cookie("two", "2")
    return response


size.csrf_exempt = True
urlpatterns = [
    path("t/endless/", endless),
    path("t/broken/", broken),
    path("t/large/", large),
    path("t/size/", size),
    path("t/cookies/", cookies),
    *urls.urlpatterns,
]
