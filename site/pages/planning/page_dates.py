"""The dates of pages: published, to be published, to be taken down; and those that went wrong."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, PageLogEntry, Revision

from careers.publication.gate import NotPublishable
from cms.dates import CannotMove, Dated, Rows, Source, State
from cms.desk import pages_of
from cms.page_dates import page_to_date, set_date
from cms.publishing.gate import HELD_BACK, Refused

# The job that publishes runs every five minutes: what is later than this has been missed.
PATIENCE = timedelta(minutes=20)
MOST = 500
# Before the number of a page whose end is meant, not its beginning.
EXPIRY = "expiry-"
# Offers have a gate of their own, with an action of its own.
HELD_BACK_ANYWHERE = HELD_BACK.removeprefix("cms.")


def find(user: Any, start: datetime, end: datetime) -> Iterator[Dated]:
    """What happens to the pages this person may edit; five queries."""
    pages = pages_of(user).filter(depth__gt=1, alias_of__isnull=True)
    yield from _scheduled(user, pages, start, end)
    yield from _held_back(pages, start, end)
    shown = pages.select_related("locale")
    for page in shown.filter(live=True, expire_at__range=(start, end))[:MOST]:
        yield _of(page, page.expire_at, _("taken down"), key=_key(user, page, EXPIRY))
    for page in shown.filter(live=True, last_published_at__range=(start, end))[:MOST]:
        yield _of(
            page, page.last_published_at, pgettext_lazy("planning", "published"), state=State.DONE
        )


def coming(user: Any, start: datetime, end: datetime) -> Iterator[Rows]:
    """What will be published or taken down."""
    planned = Revision.page_revisions.filter(approved_go_live_at__range=(start, end))
    numbers = planned.annotate(number=Cast("object_id", IntegerField())).values("number")
    goes_out = planned.filter(object_id=Cast(OuterRef("pk"), CharField())).order_by(
        "-approved_go_live_at"
    )
    pages = pages_of(user).filter(depth__gt=1, alias_of__isnull=True).order_by()
    for what, rows, at in (
        (
            _("to be published"),
            pages.filter(pk__in=numbers),
            Subquery(goes_out.values("approved_go_live_at")[:1]),
        ),
        (_("taken down"), pages.filter(live=True, expire_at__range=(start, end)), F("expire_at")),
    ):
        lines = rows.values(
            line_pk=F("pk"),
            line_title=F("draft_title"),
            line_language=F("locale__language_code"),
            line_at=at,
        )
        yield Rows(what, lines, lambda pk: reverse("wagtailadmin_pages:edit", args=[pk]))


def gone_wrong(user: Any, *, since: datetime) -> "QuerySet[Page]":
    """Pages this person may edit that did not go out on their date, and have not since."""
    late = timezone.now() - PATIENCE
    planned = Revision.page_revisions.filter(
        object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__isnull=False
    )
    missed = Revision.page_revisions.filter(approved_go_live_at__range=(since, late))
    held_back = PageLogEntry.objects.filter(
        page=OuterRef("pk"), action__endswith=HELD_BACK_ANYWHERE, timestamp__gte=since
    ).filter(
        Q(timestamp__gt=OuterRef("last_published_at")) | Q(page__last_published_at__isnull=True)
    )
    return (
        pages_of(user)
        .filter(depth__gt=1, alias_of__isnull=True)
        .filter(
            Q(pk__in=missed.annotate(number=Cast("object_id", IntegerField())).values("number"))
            | (Exists(held_back) & ~Exists(planned))
        )
    )


def _of(page: Page, at: Any, what: Any, **more: Any) -> Dated:
    return Dated(
        at=at,
        what=what,
        title=page.get_admin_display_title(),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        language=page.locale.language_code,
        page=page,
        **more,
    )


def _key(user: Any, page: Page, what: str = "") -> str:
    """What the entry is moved by; empty for who may not publish the page."""
    return f"{what}{page.pk}" if page.permissions_for_user(user).can_publish() else ""


def _scheduled(
    user: Any, pages: "QuerySet[Page]", start: datetime, end: datetime
) -> Iterator[Dated]:
    dates = dict(
        Revision.page_revisions.filter(approved_go_live_at__range=(start, end))
        .order_by("-approved_go_live_at")
        .values_list("object_id", "approved_go_live_at")[:MOST]
    )
    late = timezone.now() - PATIENCE
    for page in pages.filter(pk__in=list(dates)).select_related("locale"):
        at = dates[str(page.pk)]
        missed = at < late
        yield _of(
            page,
            at,
            _("to be published"),
            state=State.BROKEN if missed else State.PLANNED,
            note=_("Its time has passed and it is not published: the schedule does not run.")
            if missed
            else "",
            key=_key(user, page),
        )


def _held_back(pages: "QuerySet[Page]", start: datetime, end: datetime) -> Iterator[Dated]:
    """Pages that did not go out on their date, until they are published or dated anew."""
    entries = PageLogEntry.objects.filter(
        action__endswith=HELD_BACK_ANYWHERE,
        timestamp__range=(start, end),
        page__in=pages.values("pk"),
    ).select_related("page__locale")[:MOST]
    last: dict[int, PageLogEntry] = {}
    for entry in entries:  # the newest first
        if entry.page is not None:
            last.setdefault(entry.page_id, entry)
    planned = set(
        Revision.page_revisions.filter(
            object_id__in=[str(pk) for pk in last], approved_go_live_at__isnull=False
        ).values_list("object_id", flat=True)
    )
    for entry in last.values():
        page = entry.page
        published = page.last_published_at is not None and page.last_published_at > entry.timestamp
        if not published and str(page.pk) not in planned:
            missing = " ".join(str(one) for one in entry.data.get("missing", []))
            yield _of(
                page,
                entry.timestamp,
                pgettext_lazy("planning", "not published"),
                state=State.BROKEN,
                note=missing,
            )


def move(user: Any, key: str, at: datetime) -> None:
    """Publish the planned version at another moment, or take the page down at another.

    Raises CannotMove, PermissionDenied.
    """
    if key.startswith(EXPIRY):
        return _move_expiry(user, key.removeprefix(EXPIRY), at)
    page = page_to_date(user, key)
    if at <= timezone.now():
        raise CannotMove(_("Choose a moment to come."))
    revision = (
        Revision.page_revisions.filter(object_id=str(page.pk), approved_go_live_at__isnull=False)
        .order_by("-approved_go_live_at")
        .first()
    )
    if revision is None:
        raise CannotMove(_("This page is not planned any more."))
    content: Any = revision.as_object()
    if content.expire_at is not None and content.expire_at <= at:
        raise CannotMove(_("The page would be taken down before it is published."))
    content.go_live_at = at
    try:
        with transaction.atomic():
            content.save_revision(user=user, log_action=False).publish(user=user)
    except Refused as refused:
        raise CannotMove(*refused.messages) from refused
    except NotPublishable as refused:
        raise CannotMove(*(str(one.message) for one in refused.obstacles)) from refused


def _move_expiry(user: Any, key: str, at: datetime) -> None:
    page = page_to_date(user, key)
    if at <= timezone.now():
        raise CannotMove(_("Choose a moment to come."))
    if not page.live or page.expire_at is None:
        raise CannotMove(_("This page is not to be taken down any more."))
    set_date(page=page, field="expire_at", value=at, by=user)


SOURCE = Source("pages", _("Pages"), find, move, coming)
