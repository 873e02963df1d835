"""Sending a private file, whole or in part."""

import re
from collections.abc import Iterator
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header, http_date

from leads.models import ResourceVersion

BLOCK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def begins(request: HttpRequest) -> bool:
    """Whether this asks for the beginning of the file, so that a resumed download counts once."""
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    return request.method == "GET" and (found is None or found.group(1) in ("", "0"))


def send_file(request: HttpRequest, version: ResourceVersion) -> HttpResponseBase:
    """The file as an attachment; a part of it when one is asked for (206, or 416 beyond the end)."""
    part = _part(request, version)
    if part is None:
        response: HttpResponseBase = FileResponse(version.file.open("rb"))
        response.headers["Content-Length"] = str(version.size)
    elif part[0] >= version.size:
        response = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{version.size}"
        return response
    else:
        first, last = part[0], min(part[1], version.size - 1)
        file = version.file.open("rb")
        file.seek(first)
        response = StreamingHttpResponse(_read(file, last - first + 1), status=206)
        response.headers["Content-Range"] = f"bytes {first}-{last}/{version.size}"
        response.headers["Content-Length"] = str(last - first + 1)
    response.headers["Content-Type"] = version.content_type
    response.headers["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=version.name)
    )
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = etag(version)
    response.headers["Last-Modified"] = http_date(version.uploaded_at.timestamp())
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def etag(version: ResourceVersion) -> str:
    """Names this very file; a resumed download of another version begins anew."""
    return f'"{version.pk}-{version.size}"'


def _part(request: HttpRequest, version: ResourceVersion) -> tuple[int, int] | None:
    """First and last byte asked for; None for the whole file."""
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    if found is None or request.headers.get("If-Range", etag(version)) != etag(version):
        return None
    first, last = found.groups()
    if first:
        begin, end = int(first), int(last) if last else version.size - 1
        return (begin, end) if begin <= end else (None if begin < version.size else (begin, end))
    if last and int(last):
        return max(0, version.size - int(last)), version.size - 1
    return None


def _read(file: IO[Any], left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block
