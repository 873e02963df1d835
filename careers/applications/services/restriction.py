"""Use restricted at the person's request (GDPR art. 18): stored, shown to them, used for nothing.

What stays possible: to keep it beyond its date while the restriction holds, to log what the person
says, to answer what they have written since, and everything they do on their own page.
"""

from __future__ import annotations

from django.db.models import F, Q

from careers.applications.models import Application, Exchange, Kind, PoolEntry

# Exchanges that may leave: of an application in use, or written since as an answer.
MAY_LEAVE = Q(application__restricted_at__isnull=True) | Q(at__gte=F("application__restricted_at"))


class Restricted(Exception):
    """The application is kept and used for nothing: what was wanted was not done."""


def demand_usable(application: Application) -> None:
    """Raises Restricted while the use of the application is restricted."""
    if Application.objects.filter(pk=application.pk, restricted_at__isnull=False).exists():
        raise Restricted


def may_answer(application: Application) -> bool:
    """Whether staff may write: always, or only to answer what the person has written since."""
    if application.restricted_at is None:
        return True
    since = application.exchanges.current().filter(at__gte=application.restricted_at)
    last = since.filter(kind__in=[Kind.REPLY, Kind.WRITTEN]).order_by("-at", "-pk").first()
    return isinstance(last, Exchange) and last.kind == Kind.REPLY


def lift_for_erasure(*, row: Application | PoolEntry) -> None:
    """The person asks for the erasure: their earlier wish to keep it holds no more."""
    type(row).objects.filter(pk=row.pk).update(restricted_at=None)
    row.restricted_at = None
