"""Whether the browser says that a post comes from one of our own pages."""

from urllib.parse import urlsplit

from django.http import HttpRequest


class ForeignOrigin(Exception):
    """The form was sent from another site's page."""


def check_origin(request: HttpRequest) -> None:
    """Raises ForeignOrigin when the browser says that another site's page, or none, sent the form.

    Browsers send Origin with every POST; what sends none is judged by its token alone.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != request.get_host().lower():
        raise ForeignOrigin
