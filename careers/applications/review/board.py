"""The applications to one offer as a board: a column for each stage, a menu on each card."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from careers.applications.clock import Lengths, clock_of
from careers.applications.models import Stage
from careers.applications.models.applications import OPEN_STAGES
from careers.applications.review import access
from careers.applications.review.base import ReviewView
from careers.applications.review.filters import ORDER, offers
from careers.applications.review.saved import USABLE
from careers.models import OfferPage

COLUMNS = (Stage.RECEIVED, Stage.SHORTLIST, Stage.INTERVIEW, Stage.DECISION, Stage.HIRED)
MOST = 300


class BoardView(ReviewView):
    """Cards can be dragged, and each has a menu that does the same."""

    page_title = _("Board")
    header_icon = "table"
    template_name = "applications/review/board.html"

    @cached_property
    def offer(self) -> OfferPage | None:
        """The offer asked for, else the one that somebody has waited for longest."""
        wanted = self.request.GET.get("offer", "")
        if not wanted:
            rows = access.visible_to(self.staff).filter(USABLE, offer__in=offers(None))
            first = rows.filter(stage__in=OPEN_STAGES).order_by(*ORDER).first()
            return first.offer if first else offers(None).order_by("-first_published_at").first()
        try:
            found = offers(None).filter(translation_key=UUID(wanted)).first()
        except ValueError:
            found = None
        if found is None:
            raise PermissionDenied
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = access.visible_to(self.staff).filter(offer=self.offer, quarantined=False)
        lengths = Lengths.now()
        by_stage: dict[str, list[Any]] = {stage: [] for stage in COLUMNS}
        shown = rows.filter(stage__in=COLUMNS).order_by(*ORDER)
        for row in shown[:MOST]:
            by_stage[row.stage].append((row, clock_of(row, lengths=lengths)))
        return {
            **super().get_context_data(**kwargs),
            "offer": self.offer,
            "offers": offers(None).order_by("title"),
            "columns": [(stage, by_stage[stage]) for stage in COLUMNS],
            "stages": COLUMNS,
            "ended": rows.exclude(stage__in=COLUMNS).count(),
        }

    def get_page_title(self) -> str:
        return str(self.offer.title) if self.offer else gettext("Board")
