"""The public screens that Lighthouse looks at: every template of a page, and what is no page of its own.

Run inside the environment of the site: `python -m tests.bench.screens` prints them as JSON.
"""

import json
import sys
from collections.abc import Iterator

import django
from django.conf import settings
from django.urls import reverse
from django.utils import translation


def every_screen() -> list[str]:
    """One path of each, in both languages: those that the auditor of the trackers walks come first."""
    from consent.audit.places import every_template

    return list(dict.fromkeys([*every_template(), *below_pages(), *beside_pages()]))


def below_pages() -> Iterator[str]:
    """The screens that a page answers with below its own address, or to what is asked."""
    from newsletter.models import NewsletterPage
    from pages.models import NewsIndexPage, SearchPage
    from policy.models import PolicyPage, PolicyVersion, YourDataPage

    newest = PolicyVersion.objects.order_by("-effective_on").values_list("number", flat=True)[:2]
    for policy in PolicyPage.objects.live():
        yield from (policy.address_of(name) for name in ("dpo", "dpo_received", "choose"))
        yield policy.address_of("version", newest[0])
        yield policy.address_of("differences", newest[1], newest[0])
    for page in (*YourDataPage.objects.live(), *NewsletterPage.objects.live()):
        yield f"{page.url}{page.reverse_subpage('received')}"
    for search in SearchPage.objects.live():
        yield f"{search.url}?q=dimelo"
        yield f"{search.url}?q=zzzzz"
    for news in NewsIndexPage.objects.live():
        yield f"{news.url}?p=2"


def beside_pages() -> Iterator[str]:
    """Screens at addresses of their own that anyone may open."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield reverse("candidate_link_again")
            yield reverse("candidate_link_sent")


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(every_screen()))
