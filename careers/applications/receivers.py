"""What follows from what people ask of the data protection desk."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.dispatch import receiver

from careers.applications.models import Application, PoolEntry
from careers.applications.services import applying, restricting
from careers.applications.services.restriction import Restricted
from intake.verdicts import vouched
from privacy.rights.models import SubjectRequest
from privacy.rights.signals import objected, restricted


@receiver(vouched, sender=Application, dispatch_uid="applications.vouched")
def let_go_on(sender: type, *, row: Application, **kwargs: Any) -> None:
    """An application that waited for reCAPTCHA goes on, unless its use has been restricted meanwhile."""
    with suppress(Restricted):
        applying.release(application=row)


@receiver(restricted, dispatch_uid="applications.restricted")
def use_restricted(sender: type, *, row: Any, **kwargs: Any) -> None:
    """A restriction of any part of an application is one of the whole (art. 18)."""
    whole = whole_of(row)
    if whole is not None:
        restricting.settle(row=whole)


@receiver(objected, dispatch_uid="applications.objected")
def use_objected_to(sender: type, *, row: Any, request: SubjectRequest, **kwargs: Any) -> None:
    """While an objection is looked at, and after it, the record is used for nothing (art. 18 §1 d)."""
    whole = whole_of(row)
    if whole is not None:
        restricting.restrict(row=whole, request=request)


def whole_of(row: Any) -> Application | PoolEntry | None:
    """The application or place in the talent pool that a record of this package belongs to."""
    if isinstance(row, Application | PoolEntry):
        return row
    if row._meta.app_label != "applications":
        return None
    whole = getattr(row, "application", None) or getattr(row, "entry", None)
    return whole if isinstance(whole, Application | PoolEntry) else None
