"""The careers part of a site in both languages, and offers that may be published."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from careers.models import CareersPage, OfferPage, Team, Workplace
from tests.again import again
from tests.factories.small_site import put, small_site, translated

CRITERIA = [
    (
        "criterion",
        {"title": "Écrire du Python que d’autres relisent", "text": "Un extrait, ou un échange."},
    ),
    ("criterion", {"title": "Expliquer ses choix", "text": ""}),
]


@again
def careers_site() -> SimpleNamespace:
    """`small_site` with `careers` and `careers_en`, a `team` and a `workplace`."""
    made = small_site()
    made.careers = put(made.home, CareersPage(title="Carrières", slug="carrieres"))
    made.careers_en = translated(made.careers, made.home_en, "Careers", slug="careers")
    made.team = Team.objects.create(name="Produit", slug="produit", locale=made.home.locale)
    made.workplace = Workplace.objects.create(
        name="Paris 11ᵉ", slug="paris", postal_code="75011", locality="Paris"
    )
    return made


def offer_values(site: SimpleNamespace, **changes: Any) -> dict[str, Any]:
    """Everything a published offer must say."""
    return {
        "title": "Développeuse ou développeur Python",
        "slug": "developpement-python",
        "summary": "Vous écrivez la console que des milliers d’agents ouvrent chaque matin.",
        "contract": "cdi",
        "team": site.team,
        "salary_min": Decimal(48000),
        "salary_max": Decimal(58000),
        "remote_days": 3,
        "agreement": "Syntec (IDCC 1486)",
        "classification": "Cadre, position 2.2",
        "description": "<p>Vous travaillez avec cinq personnes sur le traitement des messages.</p>",
        "criteria": CRITERIA,
        "readers": "La personne qui recrute et la responsable de l’équipe",
        **changes,
    }


def put_offer(site: SimpleNamespace, *, live: bool = True, **changes: Any) -> OfferPage:
    """A French offer, published unless it is to stay a draft."""
    values = offer_values(site, **changes)
    workplaces = values.pop("workplaces", [site.workplace])
    offer = OfferPage(**values)
    offer.workplaces = workplaces
    return put(site.careers, offer, live=live)


def put_translation(
    site: SimpleNamespace, offer: OfferPage, *, live: bool = True, **changes: Any
) -> OfferPage:
    """The English version of an offer."""
    values = offer_values(
        site, title="Python developer", slug="python-developer", description="<p>Words.</p>"
    )
    values |= changes
    twin = OfferPage(translation_key=offer.translation_key, **values)
    twin.workplaces = list(offer.workplaces.all())
    return put(site.careers_en, twin, live=live)
