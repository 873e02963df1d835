"""The terms of an offer in words: the same on the page, in lists, feeds and boards' texts."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from careers import forms_slot
from careers.terms import ALL_DAYS, LIMITED, Contract, Currency, Period
from privacy import clock

if TYPE_CHECKING:
    from careers.models import OfferPage

SIGNS = {Currency.EUR: "€", Currency.GBP: "£", Currency.USD: "$", Currency.CHF: "CHF"}
PROMISED_MONTHS = 6


@dataclass(frozen=True)
class Fact:
    """A line of the facts: what it is about, what is so, and a detail."""

    label: str
    value: str
    detail: str = ""


def contract(offer: "OfferPage") -> str:
    """« CDD de 6 mois, temps plein »."""
    words = offer.get_contract_display()
    if offer.contract in (*LIMITED, Contract.FREELANCE) and offer.months:
        words = ngettext(
            "%(contract)s, %(months)d month", "%(contract)s, %(months)d months", offer.months
        ) % {"contract": words, "months": offer.months}
    return words


def contract_detail(offer: "OfferPage") -> str:
    """Why and how: reason, rhythm, working time."""
    parts = [offer.get_working_time_display()]
    if offer.hours:
        parts.append(offer.hours)
    if offer.contract == Contract.FIXED_TERM and offer.fixed_term_reason:
        parts.append(offer.get_fixed_term_reason_display())
    if offer.contract == Contract.APPRENTICESHIP and offer.rhythm:
        parts.append(offer.rhythm)
    return " · ".join(parts)


def salary_range(offer: "OfferPage") -> str:
    """« 48 000 – 58 000 € brut par an »; empty while the offer names no pay."""
    if offer.salary_min is None or offer.salary_max is None:
        return ""
    sign = SIGNS[Currency(offer.salary_currency)]
    low, high = _amount(offer.salary_min), _amount(offer.salary_max)
    amount = low if low == high else f"{low} – {high}"
    if (get_language() or "").startswith("fr"):
        amount = f"{amount}\xa0{sign}"
    else:
        amount = f"{sign}\xa0{amount}" if sign == "CHF" else f"{sign}{amount}"
    return f"{amount} {_per(offer)}"


def _per(offer: "OfferPage") -> str:
    words = {
        Period.YEAR: pgettext("pay", "a year"),
        Period.MONTH: pgettext("pay", "a month"),
        Period.DAY: pgettext("pay", "a day"),
        Period.HOUR: pgettext("pay", "an hour"),
    }[Period(offer.salary_period)]
    gross = pgettext("pay", "gross")
    return f"{gross} {words}" if offer.salary_gross else words


def _amount(value: Decimal) -> str:
    places = 0 if value == value.to_integral_value() else 2
    return number_format(value, places, use_l10n=True, force_grouping=True)


def places(offer: "OfferPage") -> str:
    """« Paris 11ᵉ, Lyon »."""
    return ", ".join(place.name for place in offer.workplaces.all())


def remote(offer: "OfferPage") -> str:
    """« 3 jours de télétravail par semaine »; empty without any."""
    if offer.remote_days >= ALL_DAYS:
        return _("remote work altogether, from %(country)s") % {
            "country": ", ".join(countries(offer))
        }
    if not offer.remote_days:
        return ""
    return ngettext(
        "%(days)d day of remote work a week",
        "%(days)d days of remote work a week",
        offer.remote_days,
    ) % {"days": offer.remote_days}


def countries(offer: "OfferPage") -> list[str]:
    """Where the person works from, by the countries of the workplaces."""
    known = {
        "FR": _("France"),
        "BE": _("Belgium"),
        "CH": _("Switzerland"),
        "LU": _("Luxembourg"),
        "ES": _("Spain"),
        "DE": _("Germany"),
        "GB": _("the United Kingdom"),
    }
    codes = dict.fromkeys(place.country.upper() for place in offer.workplaces.all())
    return [known.get(code, code) for code in codes or ("FR",)]


def start(offer: "OfferPage") -> str:
    if offer.starts_on is None or offer.starts_on <= timezone.localdate():
        return _("As soon as possible")
    return date_format(offer.starts_on, "DATE_FORMAT")


def posts(offer: "OfferPage") -> str:
    return ngettext("%(number)d post", "%(number)d posts", offer.posts) % {"number": offer.posts}


def published(offer: "OfferPage") -> str:
    moment = offer.first_published_at
    return date_format(timezone.localtime(moment), "DATE_FORMAT") if moment else ""


def until(offer: "OfferPage") -> str:
    if offer.apply_until is None:
        return ""
    return _("Applications until %(date)s") % {
        "date": date_format(offer.apply_until, "DATE_FORMAT")
    }


def days_in_median(measured: timedelta | None) -> int | None:
    """The measured time to a first answer in whole days, at least one; None while too few are known."""
    return max(1, ceil(measured / timedelta(days=1))) if measured is not None else None


def working_days(number: int) -> str:
    """« 10 jours ouvrés »."""
    return ngettext("%(days)d working day", "%(days)d working days", number) % {"days": number}


def facts(offer: "OfferPage") -> list[Fact]:
    """The facts of an offer, in the order in which people ask for them."""
    agreement = " · ".join(filter(None, (offer.agreement, offer.classification)))
    median = days_in_median(forms_slot.first_answer())
    answer = (
        Fact(
            _("First answer"),
            ngettext("%(days)d day in the median", "%(days)d days in the median", median)
            % {"days": median},
            _("Measured on our last applications"),
        )
        if median is not None
        else Fact(
            _("First answer"), _("within %(days)s") % {"days": working_days(offer.answer_within)}
        )
    )
    found = [
        Fact(_("Contract"), contract(offer), contract_detail(offer)),
        Fact(_("Pay"), salary_range(offer), offer.salary_variable),
        Fact(_("Place"), places(offer), remote(offer)),
        Fact(_("Team"), offer.team.localized.name if offer.team else ""),
        Fact(_("Start"), start(offer), posts(offer) if offer.posts > 1 else ""),
        Fact(_("Classification"), agreement),
        Fact(_("Published on"), published(offer), until(offer)),
        answer,
    ]
    return [one for one in found if one.value]


def erasure_date() -> str:
    """When a CV that arrives now is erased, if nothing more is said: « 27 mai 2027 »."""
    now = timezone.now()
    at = forms_slot.erasure(now) or clock.add_months(now, PROMISED_MONTHS)
    return date_format(timezone.localtime(at), "DATE_FORMAT")
