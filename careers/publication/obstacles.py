"""What keeps an offer from being published, as a list that HR can work through."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from careers.terms import LIMITED, Contract

if TYPE_CHECKING:
    from careers.models import OfferPage

# Pay that is told only to those who ask tells nothing.
ACCORDING_TO_PROFILE = re.compile(
    r"\bselon\s+(?:le\s+|votre\s+|l['’]\s*)?(?:profil|exp[ée]rience)\b"
    r"|\b(?:depending|dependent|based)\s+on\s+(?:the\s+|your\s+)?(?:profile|experience)\b",
    re.IGNORECASE,
)
# What may not be asked of a candidate: earlier pay, age, family.
FORBIDDEN_QUESTION = re.compile(
    r"\b(?:salaires?|r[ée]mun[ée]rations?|pr[ée]tentions?|salary|salaries|earn|[âa]ge|date de naissance"
    r"|date of birth|how old|enfants?|children|enceinte|grossesse|pregnan\w+|mari[ée]e?s?|married"
    r"|situation familiale|famil(?:y|le)|nationalit[ée]|nationality)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Obstacle:
    """What to do before publishing, and the field it is about."""

    field: str
    message: "str | Promise"


def obstacles(offer: "OfferPage", *, workplaces: Iterable[object] | None = None) -> list[Obstacle]:
    """Everything that is missing, in the order of the form. Empty: it may be published.

    `workplaces`: as typed in a form that has not been saved yet.
    """
    places = offer.workplaces.all() if workplaces is None else workplaces
    found = [
        *_contract(offer),
        *([] if any(True for _one in places) else [Obstacle("workplaces", _("Choose a place."))]),
        *_pay(offer),
        *_criteria(offer),
        *_wording(offer),
        *_questions(offer),
    ]
    if not french_version_is_out(offer):
        found.append(
            Obstacle(
                "title", _("Publish the French version first: the law wants the offer in French.")
            )
        )
    return found


def french_version_is_out(offer: "OfferPage", *, by: datetime | None = None) -> bool:
    """Whether the offer can be read in French when this version goes out."""
    if offer.locale.language_code == settings.LANGUAGE_CODE:
        return True
    french = offer.versions().filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if french is None:
        return False
    go_live = by or offer.go_live_at or timezone.now()
    planned = Revision.page_revisions.filter(
        object_id=str(french.pk), approved_go_live_at__lte=max(go_live, timezone.now())
    )
    return french.live or planned.exists()


def _contract(offer: "OfferPage") -> Iterator[Obstacle]:
    if not offer.contract:
        yield Obstacle("contract", _("Choose the contract."))
    if offer.contract == Contract.FIXED_TERM and not offer.fixed_term_reason:
        yield Obstacle("fixed_term_reason", _("Choose the reason of the fixed term."))
    if offer.contract in LIMITED and not offer.months:
        yield Obstacle("months", _("Enter the length of the contract in months."))
    if offer.contract == Contract.APPRENTICESHIP and not offer.rhythm:
        yield Obstacle("rhythm", _("Enter the rhythm between the company and the school."))


def _pay(offer: "OfferPage") -> Iterator[Obstacle]:
    lowest, highest = offer.salary_min, offer.salary_max
    if lowest is None or lowest <= 0:
        yield Obstacle("salary_min", _("Enter the lowest pay of the range."))
    if highest is None or highest <= 0:
        yield Obstacle("salary_max", _("Enter the highest pay of the range."))
    elif lowest is not None and highest < lowest:
        yield Obstacle("salary_max", _("Enter a highest pay that is not below the lowest one."))


def _criteria(offer: "OfferPage") -> Iterator[Obstacle]:
    criteria = offer.criterion_list()
    if not [one for one in criteria if one.title.strip()]:
        yield Obstacle("criteria", _("Add the criteria for which applications are read."))
    elif len(criteria) > 6:
        yield Obstacle("criteria", _("Keep to six criteria."))


def _wording(offer: "OfferPage") -> Iterator[Obstacle]:
    texts = {
        "title": offer.title,
        "summary": offer.summary,
        "salary_variable": offer.salary_variable,
        "classification": offer.classification,
        "description": strip_tags(offer.description),
    }
    for field, text in texts.items():
        if found := ACCORDING_TO_PROFILE.search(text.replace("\xa0", " ")):
            yield Obstacle(
                field,
                _("Take out “%(words)s”: the range says what is paid.") % {"words": found[0]},
            )


def _questions(offer: "OfferPage") -> Iterator[Obstacle]:
    for number, question in enumerate(offer.question_list(), start=1):
        if not question.purpose.strip():
            yield Obstacle(
                "questions", _("Say why you ask question %(number)d.") % {"number": number}
            )
        if found := FORBIDDEN_QUESTION.search(question.text):
            yield Obstacle(
                "questions",
                _("Take out question %(number)d: “%(words)s” may not be asked of candidates.")
                % {"number": number, "words": found[0]},
            )
