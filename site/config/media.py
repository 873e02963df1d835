"""Public media under `/media/`: the images of pages, from whichever store they lie in.

Documents are not served here: Wagtail's own view checks their collection's privacy. Names in the
store never come back for other content (cms.public_files), hence `immutable`. A name that an image had
before leads to what it shows now.
"""

import mimetypes

from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseNotModified,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

from pages.file_care.queries import address_now

PUBLIC = ("images/", "original_images/")
STAFF = ("avatar_images/",)
YEAR = 365 * 24 * 3600  # seconds
WHILE = 300  # seconds: it may be replaced again
# A picture opened by itself may run nothing, even an SVG.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def serve(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file `name` of the public store, or 404 for anything that is not an image of the site."""
    staff = name.startswith(STAFF)
    if staff and not request.user.is_authenticated:
        raise Http404
    if not name.startswith((*PUBLIC, *STAFF)) or ".." in name.split("/"):
        raise Http404
    try:
        file = default_storage.open(name)
        modified = int(default_storage.get_modified_time(name).timestamp())
    except OSError as error:
        if (address := address_now(name)) is None:
            raise Http404 from error
        moved = HttpResponseRedirect(address)
        patch_cache_control(moved, max_age=WHILE, public=True)
        return moved
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    response: HttpResponseBase
    if since is not None and modified <= since:
        file.close()
        response = HttpResponseNotModified()
    else:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        response = FileResponse(file, content_type=kind)
    response.headers["Last-Modified"] = http_date(modified)
    response.headers["Content-Security-Policy"] = POLICY
    reach = {"private": True} if staff else {"public": True}
    patch_cache_control(response, max_age=YEAR, immutable=True, **reach)
    return response
