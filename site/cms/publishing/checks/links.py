"""Links to pages that are gone or not published."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from bs4 import BeautifulSoup
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.publishing.checks.content import leaves_of


def find(pages: Sequence[Page]) -> Iterator[tuple[Page, "str | Promise"]]:
    """One query for the targets of all pages together."""
    links = {page.pk: dict(_targets(page)) for page in pages}
    wanted = {target for targets in links.values() for target in targets}
    known = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "live"))
    titles = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "title")) if known else {}
    for page in pages:
        for target, words in links[page.pk].items():
            if target == page.pk:
                continue
            if target not in known:
                yield (
                    page,
                    _("Mend the link “%(words)s”: its page has been deleted.") % {"words": words},
                )
            elif not known[target]:
                yield (
                    page,
                    _("Publish “%(title)s” or take out the link to it: it is not published.")
                    % {"title": titles[target]},
                )


def _targets(page: Page) -> Iterator[tuple[int, str]]:
    """The pages that are linked to, each with the words of its link."""
    found: dict[int, list[str]] = defaultdict(list)
    for leaf in leaves_of(page):
        value: Any = leaf.value
        if isinstance(value, RichText):
            soup = BeautifulSoup(value.source, "html.parser")
            for link in soup.find_all("a", linktype="page"):
                if str(link.get("id", "")).isdecimal():
                    found[int(str(link["id"]))].append(link.get_text(" ", strip=True))
        elif isinstance(value, Page):
            found[value.pk].append(value.title)
        elif isinstance(value, int) and not isinstance(value, bool) and leaf.block is None:
            found[value].append(leaf.name)
    for target, words in found.items():
        yield target, words[0]
