"""Where to go after signing in: an address of this site, or the admin home."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

_KEY = "accounts.next"


def remember_next(request: HttpRequest, address: str) -> None:
    """Keep the address for after the second factor."""
    if is_ours(request, address):
        request.session[_KEY] = address


def take_next(request: HttpRequest) -> str:
    """The kept address, once; else the admin home."""
    address = request.session.pop(_KEY, "")
    return address if address and is_ours(request, address) else reverse("wagtailadmin_home")


def is_ours(request: HttpRequest, address: str) -> bool:
    """Whether the address leads nowhere else ("//evil", "https://evil", "/\\evil" do)."""
    return url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
