"""Signed webhooks: posted with the change itself, tried again by the outbox, each call in a log.

    X-Dimelo-Event: lead.created | lead.status
    X-Dimelo-Delivery: the same for each repetition, so that the other side can tell one
    X-Dimelo-Signature: t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>" under the secret, in hex>

The body holds references, states and a link for staff; who the person is stays on the site.
"""

import hashlib
import hmac
import http.client
import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from leads.models import Contact, Enquiry, Person, WebhookCall, WebhookEndpoint
from outbox import services as outbox
from outbox.calling import ForbiddenAddress, post
from outbox.channels import Again, NotNeeded, Refused, Unreachable
from outbox.models import Delivery

CHANNEL = "leads.webhooks"
CREATED, STATUS = "lead.created", "lead.status"
KEPT = timedelta(days=90)


def tell_created(contact: Contact) -> None:
    """Post `lead.created` to the endpoints that want it; joins the caller's transaction."""
    person: Person = contact.person  # type: ignore[attr-defined]
    subject = contact.subject_key if isinstance(contact, Enquiry) else ""
    facts = {
        "kind": "enquiry" if isinstance(contact, Enquiry) else "resource",
        "contact": str(contact.uuid),
        "form": contact.form_key if isinstance(contact, Enquiry) else contact.resource_key,  # type: ignore[attr-defined]
        "subject": subject,
        "language": contact.language,
    }
    for endpoint in WebhookEndpoint.objects.filter(active=True, on_new=True):
        _post(endpoint, person, CREATED, facts)


def tell_status(person: Person) -> None:
    """Post `lead.status` to the endpoints that want it; joins the caller's transaction."""
    for endpoint in WebhookEndpoint.objects.filter(active=True, on_status=True):
        _post(endpoint, person, STATUS, {"status": person.status})


def _post(endpoint: WebhookEndpoint, person: Person, event: str, facts: dict[str, Any]) -> None:
    outbox.post(
        channel=CHANNEL,
        about=person,
        payload={
            "endpoint": endpoint.pk,
            "event": event,
            "at": timezone.now().isoformat(timespec="seconds"),
            "facts": facts,
        },
    )


def secret_of(endpoint: WebhookEndpoint) -> str:
    """The secret that signs this endpoint's calls."""
    return salted_hmac(
        "leads.webhook", f"{endpoint.uuid}:{endpoint.turn}", algorithm="sha256"
    ).hexdigest()


def signature(secret: str, seconds: int, body: bytes) -> str:
    signed = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={signed}"


def deliver(delivery: Delivery) -> None:
    """Call the endpoint once and write the call down. Raises an Outcome unless it took it."""
    endpoint = WebhookEndpoint.objects.filter(pk=delivery.payload["endpoint"], active=True).first()
    person = delivery.about
    if endpoint is None or not isinstance(person, Person) or person.restricted:
        raise NotNeeded(_("There is nothing to say any more."))
    event = str(delivery.payload["event"])
    call = WebhookCall(endpoint=endpoint, event=event, delivery=str(delivery.reference))
    try:
        call.status = post(endpoint.url, *_message(delivery, endpoint, person, event))
    except ForbiddenAddress as error:
        call.problem = "ForbiddenAddress"
        raise Refused(_("The address is not https, or leads into our network.")) from error
    except (OSError, http.client.HTTPException) as error:
        call.problem = type(error).__name__[:60]
        raise Unreachable(_("The other side does not answer."), code=call.problem) from error
    finally:
        call.save()
    if not call.succeeded:
        _judge(call.status or 0)


def _message(
    delivery: Delivery, endpoint: WebhookEndpoint, person: Person, event: str
) -> tuple[bytes, dict[str, str]]:
    body = json.dumps(
        {
            "event": event,
            "delivery": str(delivery.reference),
            "at": delivery.payload["at"],
            "lead": {
                "reference": str(person.uuid),
                "link": settings.SITE_URL + reverse("leads:detail", args=[person.pk]),
                **delivery.payload["facts"],
            },
        }
    ).encode()
    seconds = int(timezone.now().timestamp())
    return body, {
        "Content-Type": "application/json",
        "User-Agent": "Dimelo-Webhooks/1",
        "X-Dimelo-Event": event,
        "X-Dimelo-Delivery": str(delivery.reference),
        "X-Dimelo-Signature": signature(secret_of(endpoint), seconds, body),
    }


def _judge(status: int) -> None:
    if status == 410:
        raise NotNeeded(_("The other side wants no more of these."))
    if status in (408, 425, 429) or status >= 500:
        raise Again(_("The other side asks us to come back later."), code=str(status))
    raise Refused(_("The other side refuses the call."), code=str(status))


def forget_old_calls() -> int:
    """Delete calls older than ninety days; how many there were."""
    deleted, _by_model = WebhookCall.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return deleted
