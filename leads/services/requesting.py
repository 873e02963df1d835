"""A resource is asked for: stored with its person, handed over, told on."""

from typing import Any

from django.db import transaction

from cms.campaigns import name_at
from cms.conversions import Conversion, converted
from intake.evidence import Evidence
from intake.origin import campaign_of
from intake.verdicts import hold
from leads.models import DailyCount, DeliveryMode, ResourcePage, ResourceRequest
from leads.services.counting import count
from leads.services.links import send_link
from leads.services.receiving import meet, tell_newsletter
from leads.signals import contact_taken


@transaction.atomic
def request_resource(
    *,
    page: ResourcePage,
    answers: dict[str, Any],
    evidence: Evidence,
    origin: dict[str, Any],
    newsletter_wording: str = "",
) -> ResourceRequest:
    """Store the request with its person; hand the resource over as it says. In quarantine nothing
    leaves until the worker or somebody of the staff takes it out."""
    person = meet(answers=answers, language=evidence.language, quarantine=evidence.quarantine)
    request = ResourceRequest.objects.create(
        person=person,
        page=page,
        title=page.title,
        resource_key=page.key,
        wants_versions=bool(answers.get("wants_versions")),
        last_name=answers["last_name"],
        first_name=answers["first_name"],
        language=evidence.language,
        page_path=answers.get("page") or evidence.path,
        notice=evidence.notice,
        newsletter_wording=newsletter_wording,
        origin=origin,
        campaign=campaign_of(origin),
        quarantined=evidence.quarantine,
    )
    hold(request, evidence)
    if not evidence.quarantine:
        pass_on_request(request)
    return request


def pass_on_request(request: ResourceRequest) -> None:
    """All that follows from a request that is no spam; joins the caller's transaction."""
    converted.send(
        sender=ResourceRequest,
        kind=Conversion.RESOURCE,
        path=request.page_path,
        language=request.language,
    )
    count(
        kind=DailyCount.Kind.REQUEST,
        thing=request.resource_key,
        language=request.language,
        campaign=request.campaign or name_at(request.page_path),
    )
    if request.page is not None and request.page.delivery == DeliveryMode.MAIL:
        send_link(request=request)
    tell_newsletter(request, source="resource")
    contact_taken.send(sender=ResourceRequest, contact=request)
