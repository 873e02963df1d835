"""Whose word is taken for who is asking."""

import pytest
from django.http import HttpResponse

from config.middleware.proxies import ProxyMiddleware


def seen(rf, settings, trusted, remote, **headers):
    """(address, scheme) of a request as the site sees it."""
    settings.TRUSTED_PROXIES = trusted
    found = {}

    def view(request):
        found["address"], found["scheme"] = request.META["REMOTE_ADDR"], request.scheme
        found["headers"] = dict(request.META)
        return HttpResponse()

    ProxyMiddleware(view)(rf.get("/", REMOTE_ADDR=remote, headers=headers))
    return found


@pytest.mark.parametrize(
    ("trusted", "remote", "given", "address"),
    [
        ([], "198.51.100.1", "1.1.1.1", "198.51.100.1"),
        (["10.0.0.0/8"], "198.51.100.1", "1.1.1.1", "198.51.100.1"),
        (["10.0.0.0/8"], "10.0.0.1", "203.0.113.7", "203.0.113.7"),
        # What the visitor wrote himself stands first and counts for nothing.
        (["10.0.0.0/8"], "10.0.0.1", "1.1.1.1, 203.0.113.7", "203.0.113.7"),
        (["10.0.0.0/8"], "10.0.0.1", "203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (["10.0.0.0/8"], "10.0.0.1", "nonsense, 203.0.113.7", "203.0.113.7"),
        (["10.0.0.0/8"], "10.0.0.1", "203.0.113.7, nonsense", "10.0.0.1"),
        (["10.0.0.1"], "10.0.0.1", "", "10.0.0.1"),
        (["fd00::/8"], "fd00::1", "2001:db8::7", "2001:db8::7"),
    ],
)
def test_the_address(rf, settings, trusted, remote, given, address):
    assert seen(rf, settings, trusted, remote, X_Forwarded_For=given)["address"] == address


def test_the_scheme(rf, settings):
    proxies = ["10.0.0.0/8"]
    assert seen(rf, settings, proxies, "10.0.0.1", X_Forwarded_Proto="https")["scheme"] == "https"
    assert seen(rf, settings, proxies, "10.0.0.1", X_Forwarded_Proto="http")["scheme"] == "http"
    assert (
        seen(rf, settings, proxies, "198.51.100.1", X_Forwarded_Proto="https")["scheme"] == "http"
    )


def test_what_strangers_forward_is_removed(rf, settings):
    found = seen(
        rf, settings, [], "198.51.100.1", X_Forwarded_For="1.1.1.1", X_Request_ID="abcdefgh"
    )
    assert not [name for name in found["headers"] if "FORWARDED" in name or "REQUEST_ID" in name]
