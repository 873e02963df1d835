"""Pages for one person: never stored, never indexed, their address given to nobody."""

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
    """As the module says. Instead of a CSRF cookie the Origin of a post is checked: what these pages
    do needs a secret that only the person has."""

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
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return csrf_exempt(wrapped)
