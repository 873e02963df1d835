"""Before publication: addresses of this site at which nothing answers, and sections that are not there."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.publishing.checks import Check, register_check
from pages.link_keeper.addresses import Addresses
from pages.link_keeper.models import Why
from pages.link_keeper.scanning import broken_among

SAID = {
    Why.ADDRESS: _("Mend the link “%(words)s”: nothing answers at %(address)s."),
    Why.ANCHOR: _("Mend the link “%(words)s”: there is no such section at %(address)s."),
}


def find(pages: Sequence[Page]) -> Iterator[tuple[Page, "str | Promise"]]:
    """Each address is looked up once, however many pages lead there."""
    for found in broken_among(pages, addresses=Addresses(), elsewhere=defaultdict(list)):
        if found.why in SAID and isinstance(found.source, Page):
            words = {"words": found.link.words, "address": found.link.address}
            yield found.source, SAID[Why(found.why)] % words


def register() -> None:
    """Called once, when the app is ready."""
    register_check(Check("addresses", _("Addresses within the site"), find))
