"""`{{ bytes|size }}`: how large a file is, as people say it ("26 kB", « 26 ko »)."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

register = template.Library()


@register.filter
def size(number: int | None) -> str:
    """Whole kilobytes; megabytes with one decimal as long as it says something."""
    number = int(number or 0)
    if number < 1_000:
        return ngettext("%(number)d byte", "%(number)d bytes", number) % {"number": number}
    if number < 999_500:
        return gettext("%(number)s kB") % {"number": round(number / 1_000)}
    millions = round(number / 1_000_000, 1)
    whole = millions >= 10 or millions % 1 == 0
    shown = number_format(round(millions) if whole else millions)
    return gettext("%(number)s MB") % {"number": shown}
