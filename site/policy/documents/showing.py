"""The HTML of a version as a page shows it: wide tables can be moved, with the keyboard too."""

import re

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

_TABLE = re.compile(r"<table>(?:<caption>(.*?)</caption>)?.*?</table>", re.DOTALL)


def shown(html: str) -> SafeString:
    """Canonical HTML with each table in a region of its own, named by its caption."""
    return mark_safe(_TABLE.sub(_in_a_region, html))


def _in_a_region(found: re.Match[str]) -> str:
    name = strip_tags(found[1] or "").strip()
    label = f' role="region" aria-label="{name}"' if name else ""
    return f'<div class="table"{label} tabindex="0">{found[0]}</div>'
