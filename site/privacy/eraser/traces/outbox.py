"""What is still to leave the house about a row, and what ended deliveries remember of it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from outbox.models import Delivery
from outbox.services import cancel_for

from ...texts import Text
from ..targets import Target, by_model
from .base import Trace


class OutboxTraces(Trace):
    """Deliveries about the row; those of the erasure itself are about the erasure, not the row."""

    slug = "outbox"
    name = Text(fr="envois en attente", en="messages waiting to be sent")

    def rows(self, label: str, pks: list[str]) -> QuerySet[Delivery]:
        return Delivery.objects.filter(about_model=label, about_pk__in=pks, erases=False)

    def find(self, targets: Sequence[Target]) -> set[UUID]:
        found: set[UUID] = set()
        for model, group in by_model(targets):
            by_pk = {target.pk: target.identity for target in group}
            rows = self.rows(model._meta.label_lower, list(by_pk))
            found |= {by_pk[pk] for pk in rows.order_by().values_list("about_pk", flat=True)}
        return found

    def erase(self, targets: Sequence[Target]) -> None:
        concerned = self.find(targets)
        for target in targets:
            if target.identity in concerned:
                cancel_for(about=target.shadow())
