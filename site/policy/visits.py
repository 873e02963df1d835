"""The half hour in which a browser may see the data of the address it has proved."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from privacy.rights.models import VISIT_LIFETIME, SubjectRequest
from privacy.rights.services import visited_request

COOKIE = "__Host-visit" if settings.SESSION_COOKIE_SECURE else "visit"


def remember(response: HttpResponse, visit: str) -> None:
    """Give the browser the visit's secret: strictly needed, and only after the person acted.

    SameSite=Strict: no other site's page can use it, which is what a CSRF token would be for.
    """
    response.set_cookie(
        COOKIE,
        visit,
        max_age=int(VISIT_LIFETIME.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def secret_of(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")[:100]


def request_of(request: HttpRequest) -> SubjectRequest | None:
    """The data subject request this browser has proved within its half hour."""
    return visited_request(visit=secret_of(request))


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Strict")
