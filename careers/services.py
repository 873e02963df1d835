"""What is done with offers."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from modelsearch import index
from wagtail.log_actions import log

from accounts.models import User
from careers import forms_slot
from careers.models import OfferPage, ReferralLink

CLOSED, REOPENED = "careers.close", "careers.reopen"


@dataclass
class StillUnanswered(Exception):
    """People wait for an answer about the offer, so it cannot be closed. `number` of them."""

    number: int


@transaction.atomic
def close_offer(*, offer: OfferPage, by: User | None) -> None:
    """The post is filled: the offer takes no more applications, in any language.

    Raises StillUnanswered while anybody who applied has had no answer. Closing again does nothing.
    """
    if number := forms_slot.unanswered(offer):
        raise StillUnanswered(number)
    _mark(offer, by, closed=True)


@transaction.atomic
def reopen_offer(*, offer: OfferPage, by: User | None) -> None:
    """Take applications again, in every language; the offer keeps its address and its text."""
    _mark(offer, by, closed=False)


def _mark(offer: OfferPage, by: User | None, *, closed: bool) -> None:
    moment = timezone.now() if closed else None
    for page in offer.versions().select_for_update(of=("self",)):
        if (page.closed_at is not None) == closed:
            continue
        page.closed_at = moment
        page.save(update_fields=["closed_at"], clean=False)  # type: ignore[call-arg]
        log(instance=page, action=CLOSED if closed else REOPENED, user=by)
        # The search forgets it, or finds it again.
        index.insert_or_update_object(page)


@transaction.atomic
def make_referral_link(*, offer: OfferPage) -> ReferralLink:
    """A new link for one colleague; whose it is nobody writes down."""
    original = offer.versions().order_by("pk").first() or offer
    return ReferralLink.objects.create(offer=original)
