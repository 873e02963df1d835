"""Who is really asking, when proxies stand in front."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_PORT")


class ProxyMiddleware:
    """Believe `X-Forwarded-For` and `-Proto` from TRUSTED_PROXIES, and from nobody else.

    The address becomes the last one in the list that is not a trusted proxy: what stands before it
    was written by the visitor and may be anything. From others the headers are removed, so that no
    code further in can believe them by mistake.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.trusts = trusted_proxies(settings.TRUSTED_PROXIES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.trusts(request.META.get("REMOTE_ADDR", "")):
            self.adopt(request)
        else:
            for name in (*FORWARDED, "HTTP_X_REQUEST_ID"):
                request.META.pop(name, None)
        return self.get_response(request)

    def adopt(self, request: HttpRequest) -> None:
        """Give the request the visitor's own address and scheme."""
        for address in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
            try:
                request.META["REMOTE_ADDR"] = str(ip_address(address.strip()))
            except ValueError:
                break
            if not self.trusts(address.strip()):
                break
        if request.META.get("HTTP_X_FORWARDED_PROTO", "").strip().lower() == "https":
            request.META["wsgi.url_scheme"] = "https"


def trusted_proxies(names: list[str]) -> Callable[[str], bool]:
    """Tells whether an address is one of these addresses or networks."""
    networks = [ip_network(text, strict=False) for text in names]

    def trusts(address: str) -> bool:
        try:
            parsed = ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in networks)

    return trusts
