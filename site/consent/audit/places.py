"""Where the auditor goes: one live page of every template in every language, and what is no page."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

# An address that exists nowhere: the page of a 404 has the site's head and foot.
NOWHERE = "this-address-does-not-exist/"


def every_template() -> list[str]:
    """The paths, in a stable order."""
    seen: set[tuple[str, str]] = set()
    paths = []
    for page in Page.objects.live().public().filter(depth__gt=1).order_by("path").specific():
        kind = (type(page).__name__, page.locale.language_code)
        if kind not in seen and (url := page.get_url()):
            seen.add(kind)
            paths.append(url if url.startswith("/") else "/" + url.split("/", 3)[3])
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            paths.append(reverse("consent:choices"))
    paths += [f"/{NOWHERE}", f"/en/{NOWHERE}"]
    return list(dict.fromkeys(paths))
