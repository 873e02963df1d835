"""What careers add to the calendar: the last day of open offers."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import DateTimeField, F, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry

from careers.models import OfferPage
from cms.dates import CannotMove, Dated, Rows, Source
from cms.page_dates import page_to_date, set_date

LAST_MINUTE = time(23, 59)


def find(user: Any, start: datetime, end: datetime) -> Iterator[Dated]:
    """The last days of open offers between two moments, each offer in its own language; one query."""
    for offer in _ending(user, start, end).select_related("locale"):
        movable = offer.permissions_for_user(user).can_publish()
        yield Dated(
            at=timezone.make_aware(datetime.combine(offer.apply_until or start, LAST_MINUTE)),
            what=_("last day to apply"),
            title=offer.title,
            url=reverse("wagtailadmin_pages:edit", args=[offer.pk]),
            language=offer.locale.language_code,
            key=str(offer.pk) if movable else "",
            by_day=True,
        )


def _ending(user: Any, start: datetime, end: datetime) -> "QuerySet[OfferPage]":
    policy: Any = policy_registry.get_by_type(OfferPage)
    if not policy.user_has_any_permission(user, ("add", "change", "publish")):
        return OfferPage.objects.none()
    found: QuerySet[OfferPage] = OfferPage.objects.live().filter(
        closed_at=None,
        apply_until__range=(timezone.localdate(start), timezone.localdate(end)),
    )
    return found


def coming(user: Any, start: datetime, end: datetime) -> Iterator[Rows]:
    """The last days to come."""
    rows = _ending(user, start, end).values(
        line_pk=F("pk"),
        line_title=F("draft_title"),
        line_language=F("locale__language_code"),
        line_at=Cast("apply_until", DateTimeField()),
    )
    yield Rows(
        _("last day to apply"), rows, lambda pk: reverse("wagtailadmin_pages:edit", args=[pk])
    )


def move(user: Any, key: str, at: datetime) -> None:
    """Another last day, for the offer in all its languages. Raises CannotMove, PermissionDenied."""
    offer = page_to_date(user, key, OfferPage)
    versions = [
        page_to_date(user, str(one.pk), OfferPage) for one in offer.get_translations(inclusive=True)
    ]
    day = timezone.localdate(at)
    if day < timezone.localdate():
        raise CannotMove(_("Choose today or a later day."))
    if not offer.live or offer.closed_at is not None:
        raise CannotMove(_("This offer is not open any more."))
    with transaction.atomic():
        for version in versions:
            set_date(page=version, field="apply_until", value=day, by=user)


SOURCE = Source("careers", _("Job offers"), find, move, coming)
