"""What the screens before the admin share: their page, and the answer to too many attempts."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin.localization import get_localized_response

from accounts.clients import client_network
from accounts.throttle import Limit, take

View = Callable[..., HttpResponseBase]


def entrance(view: View) -> View:
    """Never cached, its fields never in an error report, in the person's own language."""

    @wraps(view)
    @never_cache
    @sensitive_post_parameters()
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return get_localized_response(view, request, *args, **kwargs)
        return view(request, *args, **kwargs)

    return wrapped


def wait(request: HttpRequest, seconds: int) -> HttpResponse:
    """429: too many attempts, and how long to wait."""
    minutes = -(-seconds // 60)
    response = render(request, "accounts/wait.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def take_by_address(request: HttpRequest, limit: Limit) -> int:
    """Count an attempt by the network this request came from; seconds to wait, or 0."""
    return take(limit, client_network(request))
