"""An application comes in: by the form, or entered by HR."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from careers.applications.clock import recompute
from careers.applications.cv.intake import CheckedCV
from careers.applications.models import (
    Application,
    ApplicationFile,
    Exchange,
    Kind,
    Source,
    Stage,
)
from careers.applications.services import stages
from careers.applications.services.messages import cancel_scheduled
from careers.applications.services.restriction import demand_usable
from careers.applications.vault import files
from careers.models import OfferPage
from cms.conversions import Conversion, converted
from outbox.services import send_mail
from privacy.services import erase_rows


@dataclass(frozen=True)
class Applicant:
    """What somebody says of themselves."""

    first_name: str
    last_name: str
    email: str
    phone: str = ""
    message: str = ""
    language: str = "fr"
    answers: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def apply(
    *,
    applicant: Applicant,
    cv: CheckedCV,
    offer: OfferPage | None,
    path: str = "",
    notice: str = "",
    quarantined: bool = False,
    referral: Any = None,
    source_detail: str = "",
) -> Application:
    """Store an application from the form, and have its receipt mailed.

    A second one from the same address to the same offer waits until its link has confirmed it; the
    page and the mail are the same, so that neither tells whether an address is known.
    """
    first = earlier(applicant.email, offer)
    application = Application.objects.create(
        **_columns(applicant),
        offer=offer,
        offer_title=offer.title if offer else "",
        source=Source.SITE if offer else Source.SPONTANEOUS,
        source_detail=source_detail,
        path=path,
        notice=notice,
        quarantined=quarantined,
        referral=referral,
        pending=first is not None,
        replaces=first,
    )
    _receive(application, cv)
    if not quarantined:
        _go_on(application)
    return application


def _go_on(application: Application) -> None:
    converted.send(
        sender=Application,
        kind=Conversion.APPLICATION,
        path=application.path,
        language=application.language,
    )
    announce(application)


@transaction.atomic
def enter(
    *,
    applicant: Applicant,
    cv: CheckedCV,
    offer: OfferPage | None,
    source: Source,
    source_detail: str,
    received_at: datetime,
    by: AbstractBaseUser,
) -> Application:
    """Enter a CV that came another way. The person is told where it came from (GDPR art. 14).

    Raises ValueError for a date in the future.
    """
    if received_at > timezone.now():
        raise ValueError("A CV cannot have come in the future.")
    application = Application.objects.create(
        **_columns(applicant),
        offer=offer,
        offer_title=offer.title if offer else "",
        source=source,
        source_detail=source_detail,
        received_at=received_at,
        owner_id=by.pk,
    )
    _receive(application, cv)
    send_mail(mail="careers.applications.messages.emails.entered", about=application)
    return application


def earlier(email: str, offer: OfferPage | None) -> Application | None:
    """The application that this address has made to this offer, in whichever language."""
    if offer is not None:
        # Two posts of the same moment take their turn here.
        list(OfferPage.objects.select_for_update().filter(pk=offer.pk).values_list("pk"))
    rows = Application.objects.current().filter(email__iexact=email.strip(), pending=False)
    rows = rows.filter(offer=offer) if offer else rows.filter(offer=None, source=Source.SPONTANEOUS)
    return rows.first()


def announce(application: Application) -> None:
    """Mail the receipt with the private link, and tell the recruiter that there is something to read."""
    send_mail(mail="careers.applications.messages.emails.receipt", about=application)
    if not application.pending:
        tell_recruiter(application)


def tell_recruiter(application: Application) -> None:
    """There is something to read; the mail carries the reference alone."""
    send_mail(
        mail="careers.applications.messages.emails.to_recruiter",
        about=application,
        what="application",
    )


@transaction.atomic
def confirm(*, application: Application) -> Application:
    """The address has confirmed its second application: it replaces the first, which is returned.

    When the first is gone by now, the second becomes an application of its own.
    """
    second = Application.objects.select_for_update().get(pk=application.pk)
    if not second.pending:
        return second
    first = Application.objects.current().select_for_update().filter(replacements=second).first()
    if first is None:
        second.pending, second.replaces = False, None
        second.save(update_fields=["pending", "replaces"])
        recompute(application=second.pk)
        tell_recruiter(second)
        return second
    for name in ("first_name", "last_name", "phone", "message", "answers", "language"):
        setattr(first, name, getattr(second, name))
    if first.stage in (Stage.WITHDRAWN, Stage.REFUSED):
        # Somebody applies anew: it is read anew, and whatever was to leave about the first does not.
        cancel_scheduled(application=first)
        stages.enter(first, Stage.RECEIVED)
        first.reason, first.decided_at = "", None
    first.first_read_at = None
    first.version += 1
    first.save()
    old = list(first.files.current())
    second.files.current().update(application=first)
    erase_rows(rows=old, rule="replaced")
    Exchange.objects.create(application=first, kind=Kind.REPLACED)
    recompute(application=first.pk)
    second.links.update(application=first)
    erase_rows(rows=[second], rule="replaced")
    tell_recruiter(first)
    return first


@transaction.atomic
def release(*, application: Application) -> None:
    """A person sent it, as staff have found or the worker was told. The receipt leaves now.

    Raises Restricted.
    """
    demand_usable(application)
    changed = Application.objects.filter(pk=application.pk, quarantined=True).update(
        quarantined=False
    )
    if changed:
        _go_on(Application.objects.get(pk=application.pk))


def _columns(applicant: Applicant) -> dict[str, Any]:
    return {
        "first_name": applicant.first_name,
        "last_name": applicant.last_name,
        "email": applicant.email.strip().lower(),
        "phone": applicant.phone,
        "message": applicant.message,
        "language": applicant.language,
        "answers": dict(applicant.answers),
    }


def _receive(application: Application, cv: CheckedCV) -> None:
    files.put(ApplicationFile, cv, application=application)
    Exchange.objects.create(application=application, kind=Kind.RECEIVED, at=application.received_at)
    recompute(application=application.pk)
