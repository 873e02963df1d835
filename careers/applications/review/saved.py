"""The saved views of the list: what HR asks every morning, each with its count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.asking import Asked
from careers.applications.clock import BADGE_DAYS, lengths_now
from careers.applications.models import Application, Exchange, MailState, Stage
from careers.applications.models.applications import ENDED_STAGES, OPEN_STAGES
from privacy import clock


@dataclass(frozen=True)
class SavedView:
    """A name for a condition. `slug` stands in the address."""

    slug: str
    label: Any
    condition: Callable[[], Q]
    # Shown in the row of views only while it has rows.
    is_rare: bool = False


# What can be worked on. One set aside by the form's check and one whose use is restricted cannot.
USABLE = Q(quarantined=False, restricted_at__isnull=True)


def _near() -> Q:
    """Erased within thirty days; a day too many rather than too few."""
    lengths, soon = lengths_now(), timezone.now() + timedelta(days=BADGE_DAYS)
    by_exchange = Q(last_exchange__lt=clock.no_event_after(soon, months=lengths.kept))
    near = by_exchange | Q(received_at__lt=clock.no_event_after(soon, months=lengths.ceiling))
    return near & USABLE


def _leaving() -> Q:
    """A message waits for its hour, or is on its way."""
    messages = Exchange.objects.filter(mail_state__in=[MailState.SCHEDULED, MailState.SENDING])
    return Q(pk__in=messages.values("application"))


def _unanswered() -> Q:
    told_nothing = Q(stage__in=[Stage.REFUSED, Stage.HIRED], waiting_since__isnull=False)
    return USABLE & (Q(stage__in=OPEN_STAGES) | Q(told_nothing, ~_leaving()))


VIEWS = (
    SavedView("all", _("All"), lambda: Q(quarantined=False)),
    SavedView(
        "to-read",
        _("To read"),
        lambda: USABLE & Q(stage=Stage.RECEIVED, first_read_at__isnull=True),
    ),
    SavedView(
        "to-answer",
        pgettext_lazy("careers.applications", "To answer"),
        lambda: USABLE & Q(waiting_since__isnull=False),
    ),
    SavedView("interviews", _("Interviews"), lambda: USABLE & Q(stage=Stage.INTERVIEW)),
    SavedView("decision", _("Decision"), lambda: USABLE & Q(stage=Stage.DECISION)),
    SavedView("leaving", _("Message leaving"), _leaving, is_rare=True),
    SavedView("erasure", _("Erasure near"), _near),
    SavedView("closed", _("Closed"), lambda: Q(stage__in=ENDED_STAGES)),
    SavedView("unanswered", _("Without a decision"), _unanswered),
    SavedView(
        "restricted",
        _("Use restricted"),
        lambda: Q(restricted_at__isnull=False, quarantined=False),
        is_rare=True,
    ),
    SavedView("quarantine", _("Set aside"), lambda: Q(quarantined=True), is_rare=True),
)
BY_SLUG = {view.slug: view for view in VIEWS}


def narrowed(rows: QuerySet[Application], slug: str) -> QuerySet[Application]:
    """The rows of a saved view; of all of them for an unknown one."""
    return rows.filter(BY_SLUG.get(slug, VIEWS[0]).condition())


def questions(rows: QuerySet[Application]) -> dict[str, Asked]:
    """How many rows each view has, to be asked together."""
    return {view.slug: Asked(rows.filter(view.condition())) for view in VIEWS}
