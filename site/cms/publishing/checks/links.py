"""Links to pages that are gone or not published."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.links.walking import links_of
from cms.models import SiteDocument
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


def documents(pages: Sequence[Page]) -> Iterator[tuple[Page, "str | Promise"]]:
    """Documents that texts link to and that are gone; one query for those of all pages."""
    links = {page.pk: dict(_documents(page)) for page in pages}
    wanted = {number for numbers in links.values() for number in numbers}
    known = set(SiteDocument.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    for page in pages:
        for number, words in links[page.pk].items():
            if number not in known:
                yield (
                    page,
                    _("Mend the link “%(words)s”: its document has been deleted.")
                    % {"words": words},
                )


def _documents(page: Page) -> Iterator[tuple[int, str]]:
    for leaf in leaves_of(page):
        if isinstance(leaf.value, RichText):
            soup = BeautifulSoup(leaf.value.source, "html.parser")
            for link in soup.find_all("a", linktype="document"):
                if str(link.get("id", "")).isdecimal():
                    yield int(str(link["id"])), link.get_text(" ", strip=True)


def _targets(page: Page) -> Iterator[tuple[int, str]]:
    """The pages that are linked to, those that are gone included, each with the words of its link."""
    found: dict[int, list[str]] = defaultdict(list)
    for link in links_of(page):
        if link.page is not None:
            found[link.page].append(link.words)
    for target, words in found.items():
        yield target, words[0]
