"""What recruitment does when a person objects to the use of a record, or has it set aside (art. 18, 21)."""

from __future__ import annotations

from typing import Any

from careers.applications.models import Application, MailState, PoolEntry
from careers.applications.services.messages import TooLate, cancel
from privacy import registry
from privacy.declarations import GoesWith
from privacy.identity import identity_of
from privacy.rights.models import Restriction, SubjectRequest
from privacy.rights.signals import objected, restricted

Owner = Application | PoolEntry


def connect() -> None:
    """Listen to the package below."""
    restricted.connect(set_aside, dispatch_uid="applications.set_aside")
    objected.connect(wait_for_the_answer, dispatch_uid="applications.objected")


def set_aside(sender: type[Any], *, row: Any, **kwargs: Any) -> None:
    """An application with any record set aside is kept and used for nothing; what was to leave stays."""
    owner = owner_of(row)
    if owner is None:
        return
    aside = Restriction.objects.filter(row__in=[str(one) for one in identities_with(owner)])
    type(owner).objects.filter(pk=owner.pk).update(restricted=aside.exists())
    if isinstance(owner, Application) and aside.exists():
        for exchange in owner.exchanges.filter(mail_state=MailState.SCHEDULED):
            try:
                cancel(exchange=exchange)
            except TooLate:
                continue


def wait_for_the_answer(
    sender: type[Any], *, row: Any, request: SubjectRequest, **kwargs: Any
) -> None:
    """Until an objection is answered, what it is about is set aside (art. 18 §1 d)."""
    if owner_of(row) is not None:
        Restriction.objects.get_or_create(
            model=row._meta.label_lower, row=str(identity_of(row)), defaults={"request": request}
        )
        set_aside(sender, row=row)


def owner_of(row: Any) -> Owner | None:
    """The application, or place in the pool, that a record belongs to."""
    for found in (row, getattr(row, "application", None), getattr(row, "entry", None)):
        if isinstance(found, Application | PoolEntry):
            return found
    return None


def identities_with(owner: Owner) -> list[Any]:
    """The identities of an application, or place in the pool, and of all that goes with it."""
    found = [identity_of(owner)]
    for child, parent in registry.children_of(registry.declaration_for(owner)):
        if isinstance(child.retention, GoesWith):
            rows = registry.model_of(child)._base_manager.filter(**{parent: owner.pk})
            found += [identity_of(one) for one in rows]
    return found
