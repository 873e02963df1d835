"""What is done with the bin. One transaction each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.deletion import ProtectedError
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Revision

from careers.publication.gate import NotPublishable
from cms.publishing.gate import Refused
from pages.bin.models import KEPT, BinEntry, BinPage

THROWN, RESTORED = "pages.bin.thrown", "pages.bin.restored"


@dataclass(frozen=True)
class Restored:
    """What did not come back as it was: pages that a gate before publication (or a missing right) keeps as
    drafts, and pages whose moment of publication has passed or is not this person's to set.
    """

    held_back: list[Page]
    missed: list[Page]


class NoPlace(Exception):
    """The page cannot go where it was asked to: its parent is gone, or takes no such page."""


@transaction.atomic
def the_bin() -> BinPage:
    """The bin, made when it is needed first."""
    found = BinPage.objects.first()
    if found is not None:
        return found
    made = BinPage(title="Corbeille", slug="corbeille", live=False, locale=Locale.get_default())
    Page.objects.get(depth=1).add_child(instance=made)
    return made


@transaction.atomic
def throw_away(*, page: Page, by: Any) -> BinEntry:
    """Take the page and all below it off the site, and keep them in the bin."""
    page = Page.objects.get(pk=page.pk)
    parent = page.get_parent()
    subtree = list(page.get_descendants(inclusive=True))
    entry = BinEntry.objects.create(
        page=page,
        parent=parent,
        slug=page.slug,
        number=len(subtree),
        published={str(one.pk): one.live_revision_id for one in subtree if one.live},
    )
    twins = list(
        Page.objects.filter(
            live=True, translation_key__in=[one.translation_key for one in subtree]
        ).exclude(pk__in=[one.pk for one in subtree])
    )
    entry.planned = _take_dates_off(subtree)
    for one in subtree:
        if one.live:
            one.specific.unpublish(user=by, log_action=False)
    # What left the site with it (an offer's English version goes with the French one) comes back with it.
    off = set(
        Page.objects.filter(pk__in=[one.pk for one in twins], live=False).values_list(
            "pk", flat=True
        )
    )
    entry.published |= {str(one.pk): one.live_revision_id for one in twins if one.pk in off}
    entry.save(update_fields=["published", "planned"])
    page.refresh_from_db()
    _move(page, the_bin(), by)
    Page.objects.filter(pk=page.pk).update(slug=f"{entry.slug}-{page.pk}"[:255])
    log(
        instance=page.specific,
        action=THROWN,
        user=by,
        data={"entry": entry.pk, "pages": entry.number},
    )
    return entry


def _take_dates_off(pages: list[Page]) -> dict[str, list[Any]]:
    """No page goes out from the bin: its planned version loses its moment, which is remembered."""
    dated = Revision.page_revisions.filter(
        object_id__in=[str(one.pk) for one in pages], approved_go_live_at__isnull=False
    )
    planned = {
        one.object_id: [one.pk, one.approved_go_live_at.isoformat()]
        for one in dated.order_by("-approved_go_live_at")
    }
    dated.update(approved_go_live_at=None)
    return planned


def _put_dates_back(planned: dict[str, list[Any]], by: Any) -> list[int]:
    """Moments to come are set again; the pages (keys) whose moment has passed meanwhile stay as they are,
    and so do those that this person may not publish.
    """
    missed = []
    pages = Page.objects.in_bulk([int(page) for page in planned])
    for page, (version, moment) in planned.items():
        at, found = datetime.fromisoformat(moment), pages.get(int(page))
        may = by is None or (found and found.permissions_for_user(by).can_publish())
        if at > timezone.now() and may:
            Revision.page_revisions.filter(pk=version).update(approved_go_live_at=at)
        else:
            missed.append(int(page))
    return missed


@transaction.atomic
def restore(*, entry: BinEntry, by: Any, parent: Page | None = None) -> Restored:
    """Bring the page back to its place, or below `parent`; published again what was published.

    Raises NoPlace.
    """
    page = Page.objects.get(pk=entry.page_id)
    target = parent or entry.parent
    if target is None or is_in_the_bin(target):
        raise NoPlace
    if not page.specific_class.can_exist_under(target.specific):
        raise NoPlace
    Page.objects.filter(pk=page.pk).update(slug=_free_slug(target, entry.slug, page.pk))
    page.refresh_from_db()
    _move(page, Page.objects.get(pk=target.pk), by)
    page.refresh_from_db()
    published, planned = dict(entry.published), dict(entry.planned)
    entry.delete()
    # Parents before children, and the page itself before the translations that left with it.
    back = sorted(
        Page.objects.filter(pk__in=list(published), live=False),
        key=lambda one: (not one.path.startswith(page.path), one.depth),
    )
    held_back = [
        one
        for one in back
        if not is_in_the_bin(one) and not _publish(one, published[str(one.pk)], by)
    ]
    missed = list(Page.objects.filter(pk__in=_put_dates_back(planned, by)))
    log(instance=page.specific, action=RESTORED, user=by, data={"pages": entry.number})
    return Restored(held_back, missed)


def _move(page: Page, target: Page, by: Any) -> None:
    """Whether the person may has been asked: to delete there, or to add here. Nobody may in the bin."""
    MovePageAction(page, target, pos="last-child", user=by).execute(skip_permission_checks=True)


def _publish(page: Page, version: int | None, by: Any) -> bool:
    """Publish the version that was public; False when the gate holds it back."""
    specific = page.specific
    revision = Revision.page_revisions.filter(pk=version).first() if version else None
    if revision is not None and (content := revision.as_object()).slug != page.slug:
        # Its address was taken meanwhile: the version that was public goes out under the new one.
        content.slug = page.slug
        revision = content.save_revision(user=by, log_action=False)
    try:
        with transaction.atomic():
            (revision or specific.save_revision(user=by, log_action=False)).publish(
                user=by, log_action=False
            )
    except (Refused, NotPublishable, PublishPermissionError):
        # Kept back by a gate, or by whoever may not publish: a draft.
        return False
    return True


def _free_slug(parent: Page, slug: str, pk: int) -> str:
    taken = set(parent.get_children().exclude(pk=pk).values_list("slug", flat=True))
    found, number = slug, 2
    while found in taken:
        found, number = f"{slug[:240]}-{number}", number + 1
    return found


def is_in_the_bin(page: Page) -> bool:
    bin_page = BinPage.objects.first()
    return bin_page is not None and page.path.startswith(bin_page.path)


def empty() -> tuple[int, int]:
    """Delete for good what has been in the bin for KEPT: how many entries, and how many could not be."""
    gone = kept = 0
    for entry in BinEntry.objects.filter(thrown_at__lte=timezone.now() - KEPT):
        try:
            with transaction.atomic():
                entry.page.specific.delete()
        except ProtectedError:
            kept += 1
        else:
            gone += 1
    return gone, kept
