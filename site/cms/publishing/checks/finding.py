"""How the page is found: its description, and its other language."""

from collections.abc import Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Locale, Page

from cms.seo.describing import describe
from cms.translation_board.states import State, sources, with_states

SHORTEST = 50  # characters


def description(pages: Sequence[Page]) -> Iterator[tuple[Page, "str | Promise"]]:
    """What search engines show under the title."""
    for page in pages:
        if not getattr(page, "indexable", True):
            continue
        with override(page.locale.language_code):
            text = page.search_description or describe(page, "").text
        if len(str(text).strip()) < SHORTEST:
            yield page, _("Write a description for search engines, in one or two sentences.")


def translation(pages: Sequence[Page]) -> Iterator[tuple[Page, "str | Promise"]]:
    """The same page in the other languages; said of the page that the others are made from."""
    locales = list(Locale.objects.all())
    wanted = {page.pk: page for page in pages if page.pk}
    for row in with_states(sources(Page.objects.filter(pk__in=wanted)), locales):
        page = wanted[row.pk]
        for locale in locales:
            state = getattr(row, f"state_{locale.language_code}")
            named = {"language": locale.get_display_name().lower()}
            if state == State.MISSING:
                yield page, _("Have it translated: there is no version in %(language)s.") % named
            elif state == State.OUTDATED:
                yield page, _("Bring the version in %(language)s up to date.") % named
