"""`{{ offer|contract_words }}` and the like: the terms of an offer in lists."""

from django import template

from careers import wording
from careers.lint import Finding, findings
from careers.models import OfferPage

register = template.Library()


@register.filter
def contract_words(offer: OfferPage) -> str:
    return wording.contract(offer)


@register.filter
def salary_words(offer: OfferPage) -> str:
    return wording.salary_range(offer)


@register.filter
def place_words(offer: OfferPage) -> str:
    """« Paris 11ᵉ · 3 jours de télétravail par semaine »."""
    return " · ".join(filter(None, (wording.places(offer), wording.remote(offer))))


@register.simple_tag
def lint_of(offer: OfferPage) -> list[Finding]:
    """What the content checker has to say about an offer (careers.lint)."""
    return findings(offer)
