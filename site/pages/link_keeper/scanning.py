"""The nightly check of the links within the site."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, ReferenceIndex
from wagtail.snippets.models import get_snippet_models

from cms.links.walking import Link, links_of
from cms.models.pages import BasePage
from pages.link_keeper.addresses import Addresses, split
from pages.link_keeper.models import BrokenLink, OutsideLink, Why, key_of

BATCH = 200
MOST_PLACES = 200
ELSEWHERE = ("http://", "https://")
# Addresses on other sites, and where each stands: model, primary key, words of the link.
Elsewhere = dict[str, list[tuple[str, str, str]]]


@dataclass(frozen=True)
class Found:
    """A broken link and the object on which it stands."""

    source: Model
    link: Link
    why: Why
    answer: str = ""

    @property
    def key(self) -> str:
        return key_of(self.source._meta.label_lower, self.source.pk, self.why, self.link.target)


def pieces() -> list[type[Model]]:
    """The snippets that hold links: of those that Wagtail's reference index follows."""
    followed = ReferenceIndex.indexed_models
    return [model for model in get_snippet_models() if model in followed]


def sources() -> Iterator[list[Model]]:
    """Everything that visitors see and that holds links, in batches: published pages and pieces."""
    for piece in pieces():
        shown = piece._default_manager.order_by("pk")
        if issubclass(piece, DraftStateMixin):
            shown = shown.filter(live=True)
        yield from batched(shown.iterator(BATCH), BATCH)
    pages = Page.objects.filter(live=True, alias_of__isnull=True, depth__gt=1).order_by("pk")
    last = 0
    while batch := list(pages.filter(pk__gt=last).specific()[:BATCH]):
        last = batch[-1].pk
        yield [page for page in batch if isinstance(page, BasePage)]


def batched(rows: Iterable[Model], size: int) -> Iterator[list[Model]]:
    """The rows in lists of `size` (itertools.batched comes with Python 3.12)."""
    rest = iter(rows)
    while batch := list(islice(rest, size)):
        yield batch


def scan() -> int:
    """Check everything; how many links are broken now."""
    addresses = Addresses()
    kept: set[str] = set()
    elsewhere: Elsewhere = defaultdict(list)
    for batch in sources():
        found = broken_among(batch, addresses=addresses, elsewhere=elsewhere)
        kept.update(store(found))
    stale = BrokenLink.objects.exclude(why=Why.OUTSIDE).values_list("pk", "key")
    gone = [pk for pk, key in stale.iterator() if key not in kept]
    for start in range(0, len(gone), BATCH):
        BrokenLink.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    know_outside(elsewhere)
    return len(kept)


def scan_again(source: Model) -> None:
    """Check one object after it has been changed."""
    found = {
        one.key
        for one in broken_among([source], addresses=Addresses(), elsewhere=defaultdict(list))
    }
    of_source = BrokenLink.objects.filter(**place_of(source)).exclude(why=Why.OUTSIDE)
    of_source.exclude(key__in=found).delete()
    targets = {link.target for link in links_of(source)}
    BrokenLink.objects.filter(**place_of(source), why=Why.OUTSIDE).exclude(
        target__in=targets
    ).delete()


def broken_among(
    batch: Iterable[Model], *, addresses: Addresses, elsewhere: Elsewhere
) -> list[Found]:
    """The broken links of these objects. Addresses on other sites are only added to `elsewhere`."""
    links = [(source, link) for source in batch for link in links_of(source)]
    live = dict(
        Page.objects.filter(pk__in={link.page for _source, link in links if link.page}).values_list(
            "pk", "live"
        )
    )
    broken = []
    for source, link in links:
        if link.page is not None:
            if not live.get(link.page):
                why = Why.DRAFT if link.page in live else Why.DELETED
                broken.append(Found(source, link, why))
        elif addresses.is_ours(link.address):
            if (wrong := _wrong_here(source, link, addresses)) is not None:
                broken.append(Found(source, link, wrong))
        elif link.address.startswith(ELSEWHERE):
            elsewhere[link.address[:2000]].append(
                (source._meta.label_lower, str(source.pk), link.words[:200])
            )
    return broken


def _wrong_here(source: Model, link: Link, addresses: Addresses) -> Why | None:
    path, anchor = split(link.address)
    page: Any = source if not path else addresses.at(path)
    if page is False:
        return Why.ADDRESS
    if anchor and isinstance(page, Page) and not addresses.has_anchor(page, anchor):
        return Why.ANCHOR
    return None


def store(found: Iterable[Found]) -> set[str]:
    """Keep what was found; since when and whether it is ignored stays as it was."""
    rows = {one.key: row_of(one) for one in found}
    known = BrokenLink.objects.filter(key__in=rows).in_bulk(field_name="key")
    with transaction.atomic():
        BrokenLink.objects.bulk_create(
            [row for key, row in rows.items() if key not in known], ignore_conflicts=True
        )
        for key, row in known.items():
            if (row.words, row.answer) != (rows[key].words, rows[key].answer):
                BrokenLink.objects.filter(pk=row.pk).update(
                    words=rows[key].words, answer=rows[key].answer
                )
    return set(rows)


def row_of(found: Found) -> BrokenLink:
    return BrokenLink(
        key=found.key,
        why=found.why,
        target=found.link.target[:2000],
        words=found.link.words[:200],
        answer=found.answer[:60],
        first_seen=timezone.localdate(),
        **place_of(found.source),
    )


def place_of(source: Model) -> dict[str, Any]:
    """The columns that say where a link stands."""
    if isinstance(source, Page):
        return {"page_id": source.pk}
    return {"piece_type": ContentType.objects.get_for_model(source), "piece_id": str(source.pk)}


def know_outside(elsewhere: Elsewhere) -> None:
    """Remember every address on another site and where it stands, and forget the others."""
    wanted = {key_of(address): (address, places) for address, places in elsewhere.items()}
    known = OutsideLink.objects.in_bulk(field_name="key")
    for key, link in known.items():
        places = [list(place) for place in wanted.get(key, ("", []))[1][:MOST_PLACES]]
        if not places:
            BrokenLink.objects.filter(why=Why.OUTSIDE, target=link.address).delete()
            link.delete()
        elif places != link.places:
            OutsideLink.objects.filter(pk=link.pk).update(places=places)
    OutsideLink.objects.bulk_create(
        [
            OutsideLink(key=key, address=address, places=places[:MOST_PLACES])
            for key, (address, places) in wanted.items()
            if key not in known
        ],
        ignore_conflicts=True,
    )


def store_outside(link: OutsideLink, answer: str) -> None:
    """An address on another site does not work: wherever it stands, it is broken."""
    found = []
    for label, key, words in link.places:
        source = apps.get_model(label)._default_manager.filter(pk=key).first()
        if source is not None:
            found.append(Found(source, Link(None, link.address, words), Why.OUTSIDE, answer))
    store(found)
