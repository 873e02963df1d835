"""Whose request this is, as far as the network tells."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.http import HttpRequest

UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """The address the request came from, as text; "unknown" when the server gave none.

    Only `REMOTE_ADDR` is read. Before any view runs, config's ProxyMiddleware has put the visitor's
    own address there if the request came through one of TRUSTED_PROXIES, and has thrown away the
    forwarding headers of everybody else: no header a visitor writes changes the answer.
    """
    return str(_parse(request) or UNKNOWN)


def client_network(request: HttpRequest) -> str:
    """What is throttled as one client: the address; for IPv6 its /64, which one customer owns."""
    address = _parse(request)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, 64), strict=False))
    return str(address or UNKNOWN)


def _parse(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", "").strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
