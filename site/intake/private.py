"""Pages for one person, reached by a private link."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.csrf import csrf_exempt

from intake.human_check import ForeignOrigin, check_origin

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]


def private(view: View[Parameters]) -> View[Parameters]:
    """A page for one person: never stored, never indexed, its address given to nobody.

    No CSRF cookie: what opens the page is in its address or in a SameSite=Strict cookie, and the
    Origin of a post is checked.
    """

    @wraps(view)
    def wrapped(
        request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> HttpResponseBase:
        if request.method == "POST":
            try:
                check_origin(request)
            except ForeignOrigin as error:
                raise PermissionDenied from error
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        patch_cache_control(response, no_store=True, private=True)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return csrf_exempt(wrapped)
