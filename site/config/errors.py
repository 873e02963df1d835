"""The pages for what went wrong: in the site's design, in the language of the address.

Those for 400, 413, 429, 500 and 503 ask the database nothing, so that they can be shown when it is
gone. A 403 or 404 has the site's ordinary head and foot while the database answers.
"""

import errno
import logging
import sys
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import translation

from config.bridge import Answer
from config.middleware.policies import strict_headers

log = logging.getLogger(__name__)

PLAIN = "errors/base.html"
FULL = "base.html"
NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
# What every public form carries (package intake).
FORM_TOKEN = "form_token"  # noqa: S105
RETRY_AFTER = 30  # seconds after which a visitor may find the site again
# The last resort, when even the template cannot be rendered.
BARE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Dimelo</title>
<h1>Cette page ne peut pas être affichée pour le moment.</h1>
<p lang="en">This page cannot be shown at the moment.</p></html>"""


def language_of(path: str) -> str:
    """The language of an address: `/en/…` is English, the staff's screens are in their own."""
    first = path.strip("/").partition("/")[0]
    if first == "admin":
        return translation.get_language() or settings.LANGUAGE_CODE
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


@lru_cache(maxsize=64)
def plain(status: int, language: str) -> str:
    """The page for `status` in `language`, rendered without the database and the request."""
    with translation.override(language):
        return render_to_string(f"errors/{status}.html", {"layout": PLAIN, "language": language})


def answer(status: int, path: str) -> HttpResponse:
    """The plain page for `status` in the language of `path`; never cached, never raising."""
    try:
        content = plain(status, language_of(path))
    except Exception:
        log.exception("The error page could not be rendered")
        content = BARE
    response = HttpResponse(content, status=status)
    response.headers["Cache-Control"] = "no-store"
    if status in {429, 503}:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def refusal(status: int, path: str) -> Answer:
    """The same page for the web server, with all its headers, when Django is not asked at all."""
    return as_answer(answer(status, path))


def as_answer(response: HttpResponse) -> Answer:
    """A page of ours for the web server, with all the headers that Django would have given it."""
    headers = [(name.lower(), value) for name, value in response.items()]
    given = {name for name, _ in headers}
    headers += [header for header in strict_headers() if header[0] not in given]
    return Answer(response.status_code, headers, response.content)


def overdue(path: str, sent: bytes) -> Answer:
    """The 503 for a request that Django has not answered in time; `sent`: the fields of a form, if any."""
    fields = QueryDict(sent, mutable=False) if FORM_TOKEN.encode() in sent else None
    answered = given_back(fields, path) if fields else None
    return as_answer(answered or answer(503, path))


def within_the_site(request: HttpRequest, status: int) -> HttpResponse:
    """The page for `status` between the site's own head and foot, or plain without a database."""
    language = language_of(request.path)
    try:
        get_template(FULL)
        with translation.override(language):
            content = render_to_string(
                f"errors/{status}.html", {"layout": FULL, "language": language}, request
            )
    except Exception as error:
        if not isinstance(error, (TemplateDoesNotExist, DatabaseError)) and not is_outage(error):
            raise
        log.warning("The error page is shown without the site's head and foot", exc_info=True)
        return answer(status, request.path)
    response = HttpResponse(content, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


# --- Django's handlers (see urls.py) ---------------------------------------------------------------
def bad_request(request: HttpRequest, exception: BaseException) -> HttpResponse:
    """400, or 413 when the body is larger than Django takes."""
    return answer(413 if isinstance(exception, RequestDataTooBig) else 400, request.path)


def permission_denied(request: HttpRequest, exception: BaseException) -> HttpResponse:
    """403."""
    return within_the_site(request, 403)


def page_not_found(request: HttpRequest, exception: BaseException) -> HttpResponse:
    """404."""
    return within_the_site(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old."""
    return within_the_site(request, 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database or the cache does not answer: that passes by itself.

    What a visitor had typed into a public form comes back with the 503, to be sent again.
    """
    if not is_outage(sys.exc_info()[1]):
        return answer(500, request.path)
    let_go()
    return with_input(request) or answer(503, request.path)


def let_go() -> None:
    """Begin anew with the next request: what a connection knew of a database that was away may be wrong.

    (A file of SQLite that was not where it is to be has been opened as an empty one.)
    """
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


def with_input(request: HttpRequest) -> HttpResponse | None:
    """The 503 of a public form that was sent, with all that was typed; None for anything else."""
    try:
        if request.method != "POST" or FORM_TOKEN not in request.POST or request.FILES:
            return None
        return given_back(request.POST, request.path)
    except Exception:
        log.exception("The input could not be given back")
        return None


def given_back(sent: QueryDict, path: str) -> HttpResponse | None:
    """The 503 with what was typed; None when that cannot be shown."""
    try:
        fields = [(name, one) for name, all_ in sent.lists() for one in all_]
        language = language_of(path)
        with translation.override(language):
            context = {
                "layout": PLAIN,
                "language": language,
                "fields": fields,
                "longest": max((value for _name, value in fields), key=len),
                "action": path,
            }
            content = render_to_string("errors/503.html", context)
    except Exception:
        log.exception("The input could not be given back")
        return None
    response = HttpResponse(content, status=503)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def is_outage(error: BaseException | None) -> bool:
    """Whether the error, or what caused it, is a service of ours that is away or full."""
    while error is not None:
        if isinstance(error, (OperationalError, InterfaceError)):
            return True
        # The cache and the store of the files, whose packages are imported where there are any.
        if type(error).__module__.startswith(("redis.", "botocore.")):
            return True
        if isinstance(error, OSError) and error.errno in NO_SPACE:
            return True
        error = error.__cause__ or error.__context__
    return False
