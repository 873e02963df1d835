"""The list of offers with its filters."""

from collections import Counter
from collections.abc import Callable, Mapping

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from careers.models import CareersPage, OfferPage
from careers.terms import Contract
from cms.listings import Listing, filter_of

PER_PAGE = 30

# What an offer is found by: (value in the address, label) pairs. An offer may have several places.
Values = Callable[[OfferPage], dict[str, str]]


def _contract(offer: OfferPage) -> dict[str, str]:
    return {offer.contract: str(Contract(offer.contract).label)} if offer.contract else {}


def _places(offer: OfferPage) -> dict[str, str]:
    return {place.slug: place.name for place in offer.workplaces.all()}


def _team(offer: OfferPage) -> dict[str, str]:
    return {offer.team.slug: offer.team.name} if offer.team else {}


def list_offers(page: CareersPage, parameters: Mapping[str, str]) -> Listing:
    """Open offers below `page` by `contrat`, `lieu` and `equipe`; unknown values are no choice.

    Each filter counts what its choices would leave, given the choices of the others.
    """
    offers = list(page.offers())
    kinds: dict[str, tuple[Values, str, str]] = {
        "contrat": (_contract, _("Contract"), _("All contracts")),
        "lieu": (_places, _("Place"), _("All places")),
        "equipe": (_team, _("Team"), _("All teams")),
    }
    chosen = {
        name: parameters.get(name, "")
        for name, (values, _label, _all) in kinds.items()
        if any(parameters.get(name, "") in values(offer) for offer in offers)
    }

    def left(without: str = "") -> list[OfferPage]:
        """The offers that fit every choice but the one of `without`."""
        others = [(kinds[name][0], value) for name, value in chosen.items() if name != without]
        return [one for one in offers if all(value in values(one) for values, value in others)]

    filters = []
    for name, (values, label, everything) in kinds.items():
        fitting = left(without=name)
        counts = Counter(value for offer in fitting for value in values(offer))
        labels = {value: text for offer in offers for value, text in values(offer).items()}
        rows = [
            (value, labels[value], counts[value])
            for value in sorted(labels, key=labels.__getitem__)
        ]
        filters.append(
            filter_of(name, label, rows, chosen.get(name, ""), everything, total=len(fitting))
        )
    items = Paginator(left(), PER_PAGE).get_page(parameters.get("p"))
    return Listing(items, tuple(filters))
