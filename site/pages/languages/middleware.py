"""At the end of a request of the admin: what it did to the other languages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pages.languages.telling import Seen, seen, tell


class LanguagesMiddleware:
    """Inside the messages' own, so that the next screen shows what is said here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        now = Seen()
        token = seen.set(now)
        try:
            response = self.get_response(request)
        finally:
            seen.reset(token)
        if (now.published or now.moved) and response.status_code < 400:
            tell(request, now)
        return response
