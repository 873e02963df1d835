"""Which answers are kept, and how they are packed."""

import gzip
from datetime import datetime, time, timedelta
from typing import Any

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from cms.freshness.reading import Reads
from config.bridge import Answer, Headers
from config.logs import public_path
from config.middleware.conditional import is_public_page, labelled
from config.pagecache.front import accepted_encoding
from config.pagecache.store import Kept

# Of this request alone, or written anew for each encoding.
OWN = {"x-request-id", "content-length", "vary", "etag"}
# RFC 9110, 15.4.5: what a 304 repeats, and the policies that go with the page.
NOT_REPEATED = {"content-type", "content-language", "content-length"}
STATUS = "dimelo; hit"  # RFC 9211
QUICK = 5  # of 11 (brotli) and 9 (gzip): a page in half a millisecond
SMALL = 400  # bytes that are not worth compressing


def may_be_kept(request: HttpRequest, response: HttpResponse, reads: Reads, services: str) -> bool:
    """Whether this is a page of the editors', and the same for everyone who gets the same services."""
    session = getattr(request, "session", None)
    control = response.headers.get("Cache-Control", "")
    return (
        is_public_page(request, response)
        and request.resolver_match is not None
        and request.resolver_match.url_name == "wagtail_serve"
        and not reads.personal
        and not (session is not None and session.accessed)
        and ("private" not in control or bool(services))
        and public_path(request.path, request.resolver_match) == request.path
    )


def may_be_packed(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this is a page for anyone that has not been packed yet.

    Never a page with secrets: the length of a packed page tells what it repeats of the address.
    """
    session = getattr(request, "session", None)
    return (
        is_public_page(request, response)
        and not (session is not None and session.accessed)
        and not response.has_header("Content-Encoding")
        and len(response.content) > SMALL
    )


def compress(request: HttpRequest, response: HttpResponse) -> None:
    """Pack a page that is not kept (what a search finds) quickly, since it is packed for one visitor."""
    labelled(request, response)
    patch_vary_headers(response, ["Accept-Encoding"])
    encoding = accepted_encoding(request.headers.get("Accept-Encoding", ""))
    if encoding == "br":
        response.content = in_brotli(response.content, QUICK)
    elif encoding == "gzip":
        response.content = gzip.compress(response.content, QUICK, mtime=0)
    if encoding:
        response.headers["Content-Encoding"] = encoding
        response.headers["Content-Length"] = str(len(response.content))


def in_brotli(body: bytes, quality: int) -> bytes:
    """Packed, looking back no further than there is text: brotli's usual window takes 14 MiB and 6 ms."""
    window = min(max(len(body).bit_length(), 16), 22)
    return brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality, lgwin=window)


def pack(response: HttpResponse, reads: Reads, seen: Any) -> Kept:
    """The answer as it is kept."""
    body: bytes = response.content
    bodies = {"": body}
    if len(body) > SMALL:
        bodies = {"br": in_brotli(body, 9), "gzip": gzip.compress(body, 9, mtime=0)}
    etag = response.headers["ETag"]
    base: Headers = [
        (name.lower(), value) for name, value in response.items() if name.lower() not in OWN
    ]
    base += [("vary", vary(response)), ("etag", etag), ("cache-status", STATUS)]
    answers: dict[str, Answer] = {}
    for encoding, packed in bodies.items():
        headers = [*base, ("content-length", str(len(packed)))]
        if encoding:
            headers.append(("content-encoding", encoding))
        answers[encoding] = Answer(200, headers, packed)
    return Kept(
        etag=etag,
        answers=answers,
        not_modified=Answer(304, [one for one in base if one[0] not in NOT_REPEATED]),
        until=end_of(reads).timestamp(),
        seen=seen,
    )


def vary(response: HttpResponse) -> str:
    """What a cache in between has to look at; the language is in the address."""
    names = [name.strip() for name in response.headers.get("Vary", "").split(",")]
    kept = [name for name in names if name and name.lower() != "accept-language"]
    return ", ".join(["Accept-Encoding", *kept])


def end_of(reads: Reads) -> datetime:
    """When it is over: at the next date in what it shows, at midnight (Paris) at the latest."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    return min(midnight, reads.until) if reads.until else midnight
