"""Which page an address of this site belongs to."""

from wagtail.models import Page

from cms.freshness.memory import remembered
from pages.link_keeper.addresses import Addresses


def page_at(path: str) -> int:
    """The number of the page that answers at `path` (a form's own address counts for its page); else 0."""
    if not path.startswith("/"):
        return 0
    return remembered(("figures.page_at", path), lambda: _ask(path))


def _ask(path: str) -> int:
    found = Addresses().at(path)
    return found.pk if isinstance(found, Page) else 0
