"""Mending a link where it stands: as a new version of the page, published when nothing else waits in it."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from wagtail.models import DraftStateMixin, Page, PageLogEntry

from cms.links.walking import KEEP, TAKE_OUT, Decision, LeadTo, Link, change_links
from cms.missing_paths.suggesting import suggest
from pages.link_keeper.addresses import Addresses, split
from pages.link_keeper.models import BrokenLink, OutsideLink, Why
from pages.link_keeper.scanning import scan_again

ALIKE = 0.6


class CannotMend(Exception):
    """Why not, in words for the editor."""


@dataclass(frozen=True)
class Mended:
    """What became of it. `published`: visitors see it already."""

    published: bool


@dataclass(frozen=True)
class Suggestion:
    """Where a broken link may have been meant to lead."""

    decision: LeadTo
    label: str


def source_of(broken: BrokenLink) -> Model | None:
    """The object the link stands on; None when it is gone."""
    if broken.page_id is not None:
        return Page.objects.filter(pk=broken.page_id).specific().first()
    model = broken.piece_type.model_class() if broken.piece_type else None
    return model._default_manager.filter(pk=broken.piece_id).first() if model else None


def suggestions(rows: list[BrokenLink]) -> dict[int, Suggestion]:
    """For each row, by its key, where its link may lead instead; a few queries for all of them."""
    wanted: dict[int, str] = {}
    for row in rows:
        if row.why == Why.ADDRESS:
            wanted[row.pk] = split(row.target)[0]
    deleted = {row.pk: row.page_id_of_target for row in rows if row.why == Why.DELETED}
    titles = dict(
        PageLogEntry.objects.filter(page__in=[pk for pk in deleted.values() if pk]).values_list(
            "page", "label"
        )
    )
    for pk, target in deleted.items():
        row = next(row for row in rows if row.pk == pk)
        language = row.page.locale.language_code if row.page else ""
        wanted[pk] = f"/{language}/{_as_slug(titles.get(target) or row.words)}/"
    pages = suggest(wanted.values())
    found = {
        pk: Suggestion(LeadTo(page=page.pk), page.title)
        for pk, path in wanted.items()
        if (page := pages.get(path)) is not None
    }
    moved = dict(
        OutsideLink.objects.filter(
            address__in=[row.target for row in rows if row.why == Why.OUTSIDE]
        )
        .exclude(moved_to="")
        .values_list("address", "moved_to")
    )
    for row in rows:
        if row.why == Why.ANCHOR and (address := _nearest_anchor(row)):
            found[row.pk] = Suggestion(LeadTo(address=address), address)
        elif row.target in moved:
            found[row.pk] = Suggestion(LeadTo(address=moved[row.target]), moved[row.target])
    return found


def _as_slug(title: str) -> str:
    from django.utils.text import slugify

    return slugify(title)


def _nearest_anchor(row: BrokenLink) -> str:
    path, anchor = split(row.target)
    addresses = Addresses()
    page = source_of(row) if not path else addresses.at(path)
    if not isinstance(page, Page):
        return ""
    near = get_close_matches(anchor, addresses.anchors(page), n=1, cutoff=ALIKE)
    return f"{path}#{near[0]}" if near else path


def mend(*, broken: BrokenLink, to: LeadTo | None, by: Any) -> Mended:
    """Lead the link elsewhere, or take it out (`to` None), wherever it stands on this object.

    Raises PermissionDenied, CannotMend (locked, nothing found any more), and what the gate before
    publication refuses.
    """
    source = source_of(broken)
    if source is None:
        broken.delete()
        raise CannotMend("gone")
    if isinstance(source, Page):
        return _mend_page(source, broken, to, by)
    return _mend_piece(source, broken, to, by)


def _mend_page(page: Page, broken: BrokenLink, to: LeadTo | None, by: Any) -> Mended:
    may = page.permissions_for_user(by)
    if not may.can_edit():
        raise PermissionDenied
    if may.page_locked():
        raise CannotMend("locked")
    latest: Any = page.get_latest_revision_as_object()
    publish = may.can_publish() and not page.has_unpublished_changes
    return _write(latest, broken, to, by, publish=publish)


def _mend_piece(piece: Any, broken: BrokenLink, to: LeadTo | None, by: Any) -> Mended:
    meta = piece._meta
    if not by.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
        raise PermissionDenied
    if not isinstance(piece, DraftStateMixin):
        if not change_links(piece, _decider(broken, to)):
            raise CannotMend("gone")
        piece.save()
        scan_again(piece)
        return Mended(published=True)
    may_publish = by.has_perm(f"{meta.app_label}.publish_{meta.model_name}")
    latest = piece.get_latest_revision_as_object()
    publish = may_publish and not piece.has_unpublished_changes
    return _write(latest, broken, to, by, publish=publish)


@transaction.atomic
def _write(latest: Any, broken: BrokenLink, to: LeadTo | None, by: Any, *, publish: bool) -> Mended:
    if not change_links(latest, _decider(broken, to)):
        # It is mended in the draft already, or has been taken out since the last check.
        raise CannotMend("draft" if latest.has_unpublished_changes else "gone")
    revision = latest.save_revision(user=by, log_action=not publish)
    if publish:
        revision.publish(user=by)
        fresh = type(latest)._default_manager.get(pk=latest.pk)
        scan_again(fresh)
    return Mended(published=publish)


def _decider(broken: BrokenLink, to: LeadTo | None) -> Any:
    def decide(link: Link) -> Decision:
        if link.target[:2000] != broken.target:
            return KEEP
        return TAKE_OUT if to is None else to

    return decide
