"""What the private pages share: nothing is stored on the way, nothing is indexed, posts are ours."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.csrf import csrf_exempt

from careers.applications.services.links import LinkErased, LinkUnknown
from intake.human_check import ForeignOrigin, check_origin

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]


def private(view: View[Parameters]) -> View[Parameters]:
    """A page for whoever holds its link: the link is the key, so no cookie is needed.

    An unknown link and one whose person is erased answer with a page of their own.
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
        response: HttpResponseBase
        try:
            response = view(request, *args, **kwargs)
        except LinkErased as erased:
            response = render(
                request, "applications/candidate/erased.html", {"at": erased.at}, status=410
            )
        except LinkUnknown:
            response = render(request, "applications/candidate/unknown.html", status=404)
        add_never_cache_headers(response)
        patch_cache_control(response, no_store=True, private=True)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return csrf_exempt(wrapped)
