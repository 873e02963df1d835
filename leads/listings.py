"""The list of resources with its filters."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page as PageOfItems
from django.core.paginator import Paginator
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from leads.models import Kind, ResourceIndexPage, ResourcePage, Topic
from leads.models.resources import live_resources

PER_PAGE = 12
EVERY_LANGUAGE = "toutes"


@dataclass(frozen=True)
class Choice:
    """One value of a filter with the number of items it would leave."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Filter:
    """A filter of a list: a GET parameter and its choices."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def selected(self) -> str:
        return next((choice.value for choice in self.choices if choice.selected), "")


@dataclass(frozen=True)
class Listing:
    """What the list page shows."""

    items: PageOfItems[Any]
    filters: tuple[Filter, ...]

    @property
    def total(self) -> int:
        return self.items.paginator.count

    @property
    def filtered(self) -> bool:
        return any(one.selected for one in self.filters)

    @property
    def query(self) -> str:
        """The chosen filters as they stand in an address, without the page number."""
        return urlencode({one.name: one.selected for one in self.filters if one.selected})


def list_resources(page: ResourceIndexPage, parameters: Mapping[str, str]) -> Listing:
    """Resources by `type`, `sujet` and `langue`; the page's own language unless another is asked.

    Unknown values count as no choice. There are dozens of resources, so they are counted here.
    """
    everything = list(live_resources().prefetch_related("topics"))
    own = page.locale.language_code
    languages = _language_filter(everything, parameters.get("langue", ""), own)
    wanted = languages.selected or own
    rows = [
        one for one in everything if wanted == EVERY_LANGUAGE or one.locale.language_code == wanted
    ]
    kinds = _filter(
        "type",
        pgettext("leads", "Kind"),
        [(value, str(label)) for value, label in Kind.choices],
        Counter(one.kind for one in rows),
        parameters.get("type", ""),
        _("All kinds"),
        len(rows),
    )
    names = {topic.slug: topic.name for topic in Topic.objects.filter(locale=page.locale)}
    for one in rows:
        for topic in one.topics.all():
            names.setdefault(topic.slug, topic.name)
    topics = _filter(
        "sujet",
        _("Topic"),
        names.items(),
        Counter(topic.slug for one in rows for topic in one.topics.all()),
        parameters.get("sujet", ""),
        _("All topics"),
        len(rows),
    )
    if kinds.selected:
        rows = [one for one in rows if one.kind == kinds.selected]
    if topics.selected:
        rows = [one for one in rows if topics.selected in {t.slug for t in one.topics.all()}]
    return Listing(
        Paginator(rows, PER_PAGE).get_page(parameters.get("p")), (kinds, topics, languages)
    )


def _filter(
    name: str,
    label: str,
    values: Iterable[tuple[str, str]],
    counts: Mapping[str, int],
    chosen: str,
    everything: str,
    total: int,
) -> Filter:
    rows = [(value, text) for value, text in values if counts.get(value)]
    known = chosen if chosen in {value for value, _text in rows} else ""
    choices = [Choice("", everything, total, not known)]
    choices += [Choice(value, text, counts[value], value == known) for value, text in rows]
    return Filter(name, label, tuple(choices))


def _language_filter(everything: list[Any], chosen: str, own: str) -> Filter:
    counts = Counter(one.locale.language_code for one in everything)
    values = [(code, str(name)) for code, name in settings.LANGUAGES if counts.get(code)]
    others = [value for value in values if value[0] != own]
    if not others:
        return Filter("langue", _("Language"), ())
    offered = {code for code, _name in others} | {EVERY_LANGUAGE}
    known = chosen if chosen in offered else ""
    choices = [Choice("", str(dict(values).get(own, own)), counts[own], not known)]
    choices += [Choice(code, name, counts[code], code == known) for code, name in others]
    choices.append(
        Choice(EVERY_LANGUAGE, _("All languages"), len(everything), known == EVERY_LANGUAGE)
    )
    return Filter("langue", _("Language"), tuple(choices))


def latest_resources(number: int) -> list[ResourcePage]:
    """The newest resources of the language being read."""
    language = get_language() or settings.LANGUAGE_CODE
    return list(live_resources().filter(locale__language_code=language)[:number])
