"""What the data protection desk is asked about an application takes hold here, at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from careers.applications.models import Application, MailState, PoolEntry
from careers.applications.services.messages import cancel
from privacy import registry
from privacy.identity import identity_of
from privacy.rights.models import Restriction, SubjectRequest


@transaction.atomic
def settle(*, row: Application | PoolEntry) -> None:
    """Bring a record in line with what its person has asked about it, or about what goes with it.

    What was to leave does not; a refusal that nobody was told is taken back.
    """
    rows = type(row).objects.filter(pk=row.pk)
    if not is_asked_for(row):
        rows.update(restricted_at=None)
        return
    changed = rows.filter(restricted_at__isnull=True).update(restricted_at=timezone.now())
    if changed and isinstance(row, Application):
        for exchange in row.exchanges.filter(mail_state=MailState.SCHEDULED):
            cancel(exchange=exchange)


@transaction.atomic
def restrict(*, row: Application | PoolEntry, request: SubjectRequest) -> None:
    """An objection (art. 21) holds at once: the use is restricted until the person lifts that."""
    Restriction.objects.get_or_create(
        model=row._meta.label_lower, row=str(identity_of(row)), defaults={"request": request}
    )
    settle(row=row)


def is_asked_for(row: Application | PoolEntry) -> bool:
    """Whether the use of the record, or of anything that goes with it, is restricted."""
    wanted = Q(model=row._meta.label_lower, row=str(identity_of(row)))
    for child, parent in registry.children_of(registry.declaration_for(row)):
        model: Any = registry.model_of(child)
        below = model._base_manager.filter(**{parent: row.pk})
        wanted |= Q(model=model._meta.label_lower, row__in=[str(identity_of(one)) for one in below])
    return Restriction.objects.filter(wanted).exists()
