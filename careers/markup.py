"""What machines are told of an offer: exactly what stands on its page (schema.org JobPosting)."""

import re
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from careers import forms_slot, wording
from careers.terms import ALL_DAYS, Contract, Period, WorkingTime
from cms.seo.addresses import absolute
from cms.seo.structured import NAME, organization_id, without_empty
from privacy.clock import PARIS

if TYPE_CHECKING:
    from careers.models import OfferPage, Workplace

# (H/F), (F/H/X), H/F …: search engines want the bare title of the job.
GENDER_SUFFIX = re.compile(r"\s*[(\[]?\b[HFMX](?:\s*/\s*[HFMXD]){1,2}\b[)\]]?\s*$", re.IGNORECASE)
UNITS = {Period.YEAR: "YEAR", Period.MONTH: "MONTH", Period.DAY: "DAY", Period.HOUR: "HOUR"}
_LOCAL_LINK = re.compile(r'href="(/[^"]*)"')


def bare_title(offer: "OfferPage") -> str:
    return GENDER_SUFFIX.sub("", offer.title)


def description_html(offer: "OfferPage") -> SafeString:
    """The text of the offer as HTML for machines: summary, work, criteria, steps; full addresses."""
    work = _LOCAL_LINK.sub(
        lambda match: f'href="{absolute(match[1])}"', expand_db_html(offer.description)
    )
    criteria = format_html_join(
        "",
        "<li>{}{}</li>",
        ((one.title, f" – {one.text}" if one.text else "") for one in offer.criterion_list()),
    )
    steps = format_html_join(
        "", "<li>{} – {}</li>", ((one.value["title"], one.value["text"]) for one in offer.steps)
    )
    parts = [format_html("<p>{}</p>", offer.summary) if offer.summary else "", mark_safe(work)]
    if criteria:
        heading = _("What applications are read for")
        parts.append(format_html("<h3>{}</h3><ul>{}</ul>", heading, criteria))
    if steps:
        parts.append(format_html("<h3>{}</h3><ol>{}</ol>", _("The steps"), steps))
    return mark_safe("".join(parts))


def job_posting(offer: "OfferPage", address: str) -> dict[str, Any]:
    """The offer as Google for Jobs and others read it. For open single offers only."""
    published = offer.first_published_at
    data: dict[str, Any] = {
        "@type": "JobPosting",
        "url": address,
        "title": bare_title(offer),
        "description": description_html(offer),
        "identifier": {"@type": "PropertyValue", "name": NAME, "value": offer.reference},
        "datePosted": timezone.localtime(published).date().isoformat() if published else "",
        "validThrough": _end(offer),
        "employmentType": _employment_types(offer),
        "hiringOrganization": {
            "@type": "Organization",
            "@id": organization_id(),
            "name": NAME,
            "sameAs": absolute("/"),
        },
        "jobLocation": [_place(one) for one in offer.workplaces.all()],
        "baseSalary": _salary(offer),
        "totalJobOpenings": offer.posts if offer.posts > 1 else "",
        "jobStartDate": offer.starts_on.isoformat() if offer.starts_on else "",
        "directApply": forms_slot.application_form() is not None,
    }
    if offer.remote_days >= ALL_DAYS:
        # Hybrid work is none of this: TELECOMMUTE means that nobody ever comes.
        data["jobLocationType"] = "TELECOMMUTE"
        data["applicantLocationRequirements"] = [
            {"@type": "Country", "name": name} for name in wording.countries(offer)
        ]
    return without_empty(data)


def _end(offer: "OfferPage") -> str:
    """The last second of the last day, with the offset of that day."""
    if offer.apply_until is None:
        return ""
    return datetime.combine(offer.apply_until, time(23, 59, 59), tzinfo=PARIS).isoformat()


def _employment_types(offer: "OfferPage") -> list[str]:
    hours = "PART_TIME" if offer.working_time == WorkingTime.PART else "FULL_TIME"
    return {
        Contract.PERMANENT: [hours],
        Contract.FIXED_TERM: [hours, "TEMPORARY"],
        Contract.INTERNSHIP: ["INTERN"],
        Contract.APPRENTICESHIP: [hours, "OTHER"],
        Contract.FREELANCE: ["CONTRACTOR"],
    }[Contract(offer.contract)]


def _place(place: "Workplace") -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.street,
        "postalCode": place.postal_code,
        "addressLocality": place.locality,
        "addressRegion": place.region,
        "addressCountry": place.country.upper(),
    }
    return {"@type": "Place", "address": without_empty(address)}


def _salary(offer: "OfferPage") -> dict[str, Any]:
    low, high = offer.salary_min, offer.salary_max
    if low is None or high is None:
        return {}
    value: dict[str, Any] = {
        "@type": "QuantitativeValue",
        "unitText": UNITS[Period(offer.salary_period)],
    }
    value |= (
        {"value": float(low)} if low == high else {"minValue": float(low), "maxValue": float(high)}
    )
    return {"@type": "MonetaryAmount", "currency": offer.salary_currency, "value": value}
