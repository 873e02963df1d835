"""What the page of an offer shows beside its own fields."""

from typing import TYPE_CHECKING, Any

from careers import forms_slot, wording

if TYPE_CHECKING:
    from careers.models import OfferPage


def shown(offer: "OfferPage") -> dict[str, Any]:
    """The variables of the offer's template."""
    return {
        "facts": wording.facts(offer),
        "criteria": offer.criterion_list(),
        "answer_promise": wording.working_days(offer.answer_within),
        "median_days": wording.days_in_median(forms_slot.first_answer()),
        "erasure_date": wording.erasure_date(),
    }
