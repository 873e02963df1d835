"""How the editor sees an issue: as the mail, in the dark, and as plain text."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsletter.mailing import complete, filled_in, mail_of
from newsletter.models import IssuePage

# What a mail program in dark mode follows, made to hold without asking the system.
_DARK = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)")


def preview(issue: IssuePage, request: HttpRequest, mode: str) -> HttpResponse:
    """The mail of a page that may not be saved yet; nothing of it is sent anywhere."""
    parent = issue.get_parent()
    address = complete(parent.url or "/") if parent is not None else ""
    mail = filled_in(mail_of(issue), unsubscribe=address)
    if mode == "text":
        response = render(request, "newsletter/preview_text.html", {"mail": mail})
    else:
        html = _DARK.sub("@media all", mail.html) if mode == "dark" else mail.html
        response = HttpResponse(html)
        # The mail carries its styles in itself; the frame shows them and runs nothing.
        response._csp_replace = {  # type: ignore[attr-defined]
            "style-src": ["'self'", "'unsafe-inline'"],
            "script-src": ["'self'"],
            "frame-ancestors": ["'self'"],
        }
    request.is_preview = True  # type: ignore[attr-defined]
    return response
