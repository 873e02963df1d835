"""A CRM by one file: put a module with an adapter into `leads/elsewhere/crms/`, and it is in use.

    class ExampleAdapter(CrmAdapter):
        slug = "example"
        processor = Processor(slug="example", name="Example Inc.", …)   # printed in the policy

        def push(self, lead): …     # create or update by lead["reference"]
        def erase(self, reference): …

    register(ExampleAdapter())

What follows is not the adapter's affair: a lead is pushed when it arrives or changes, through the
outbox, with retries; nothing of people in quarantine or set aside; and when a lead is erased, the CRM is
asked to erase its copy before the erasure counts as done.
"""

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from leads.models import Person, Status
from outbox import services as outbox
from outbox.channels import NotNeeded
from outbox.models import Delivery
from privacy.declarations import Processor, ProcessorCopy
from privacy.services import confirm_copy_erased

CHANNEL = "leads.crm"


class CrmAdapter(ABC):
    """What a CRM must be able to do. Both methods bear being called again, and raise an Outcome of
    `outbox.channels` when the CRM did not do it."""

    slug: ClassVar[str]
    processor: ClassVar[Processor]

    @abstractmethod
    def push(self, lead: Mapping[str, Any]) -> None:
        """Create or update the lead known by `lead["reference"]`."""

    @abstractmethod
    def erase(self, reference: str) -> None:
        """Erase the lead known by this reference; one that is not there counts as erased."""


_adapters: dict[str, CrmAdapter] = {}


def register(adapter: CrmAdapter) -> None:
    """Put an adapter to use. Raises ValueError when two have the same slug."""
    if adapter.slug in _adapters:
        raise ValueError(f"Two CRMs are called {adapter.slug}.")
    _adapters[adapter.slug] = adapter


def adapters() -> list[CrmAdapter]:
    """Every CRM in use, by slug; none as long as no file brings one."""
    return [_adapters[slug] for slug in sorted(_adapters)]


def discover() -> None:
    """Load every module of `leads/elsewhere/crms/`."""
    from leads.elsewhere import crms

    for module in pkgutil.iter_modules(crms.__path__, f"{crms.__name__}."):
        importlib.import_module(module.name)


def processors() -> tuple[Processor, ...]:
    return tuple(adapter.processor for adapter in adapters())


def copies() -> tuple[ProcessorCopy, ...]:
    """The copies of a person that lie in CRMs, for the register."""

    def payload_for(slug: str) -> Any:
        return lambda row: {"crm": slug, "lead": str(row.uuid)}

    return tuple(
        ProcessorCopy(adapter.processor, channel=CHANNEL, payload=payload_for(adapter.slug))
        for adapter in adapters()
    )


def push(person: Person) -> None:
    """Post the person's present state to every CRM; joins the caller's transaction."""
    for adapter in adapters():
        outbox.post(
            channel=CHANNEL,
            payload={"crm": adapter.slug},
            about=person,
            key=f"{adapter.slug}-{person.uuid}",
        )


def deliver(delivery: Delivery) -> None:
    """Push a person to a CRM, or have their copy erased there."""
    adapter = _adapters.get(str(delivery.payload["crm"]))
    if adapter is None:
        raise NotNeeded(_("This CRM is no longer in use."))
    if copy := delivery.payload.get("erasure_copy"):
        adapter.erase(str(delivery.payload["lead"]))
        confirm_copy_erased(copy=str(copy))
        return
    person = delivery.about
    if not isinstance(person, Person) or person.erasure_marked_at:
        raise NotNeeded(_("There is nothing to say any more."))
    if person.restricted or person.status == Status.SPAM:
        raise NotNeeded(_("There is nothing to say any more."))
    adapter.push(lead_of(person))


def lead_of(person: Person) -> dict[str, Any]:
    """What a CRM is told of a person."""
    return {
        "reference": str(person.uuid),
        "email": person.email,
        "last_name": person.last_name,
        "first_name": person.first_name,
        "company": person.company,
        "language": person.language,
        "status": person.status,
        "no_marketing": person.no_marketing,
    }
