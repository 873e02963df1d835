"""Publishing on a date that was set: an offer that has become incomplete is held back, others go out."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from accounts.queries import staff_with_role
from careers.publication.gate import NotPublishable
from outbox.services import send_mail

if TYPE_CHECKING:
    from careers.models import OfferPage

ON_ITS_DATE = "wagtail.publish.scheduled"
HELD_BACK = "careers.publication.held_back"


def publish_on_its_date(
    *, offer: "OfferPage", revision: Revision, publish: Callable[[], Any]
) -> None:
    """`publish()`, or take the date off and tell HR what is missing."""
    try:
        with transaction.atomic():
            publish()
    except NotPublishable as refused:
        with transaction.atomic():
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            log(
                instance=offer,
                action=HELD_BACK,
                revision=revision,
                data={"missing": refused.messages},
            )
            for user in _whom_to_tell(offer):
                send_mail(mail="careers.emails.held_back", about=user, offer=offer.pk)


def _whom_to_tell(offer: "OfferPage") -> list[Any]:
    """The recruiter, or else everybody of HR."""
    if offer.recruiter is not None and offer.recruiter.is_active:
        return [offer.recruiter]
    return list(staff_with_role("rh"))
