"""Whether the domain of an address takes mail: asked by the worker, never while a visitor waits."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from cms.freshness.memory import remembered
from intake.professional_email import domain_of
from leads.models import LeadSettings, Person
from outbox import services as outbox
from outbox.channels import NotNeeded, Unreachable
from outbox.models import Delivery

CHANNEL = "leads.domains"
PATIENCE = 8  # seconds


def check(person: Person) -> None:
    """Post the question, when marketing wants it asked; joins the caller's transaction."""
    if remembered("leads.checks_domains", _is_wanted):
        outbox.post(channel=CHANNEL, payload={}, about=person, key=f"domain-{person.uuid}")


def _is_wanted() -> bool:
    site = Site.objects.filter(is_default_site=True).first()
    return site is not None and bool(LeadSettings.for_site(site).checks_domains)


def deliver(delivery: Delivery) -> None:
    """Ask DNS, and mark the person when the domain takes no mail."""
    from dns.exception import DNSException

    person = delivery.about
    if not isinstance(person, Person):
        raise NotNeeded(_("There is nothing to say any more."))
    try:
        doubtful = not takes_mail(domain_of(person.email))
    except DNSException as error:
        raise Unreachable(_("DNS does not answer."), code=type(error).__name__) from error
    Person.objects.filter(pk=person.pk).update(mail_doubtful=doubtful)


def takes_mail(domain: str) -> bool:
    """Whether mail for this domain has somewhere to go (RFC 5321 §5.1, RFC 7505)."""
    import dns.resolver

    resolver = dns.resolver.get_default_resolver()
    try:
        answer = resolver.resolve(domain, "MX", lifetime=PATIENCE)
        return any(str(one.exchange) != "." for one in answer)
    except dns.resolver.NXDOMAIN:
        return False
    except dns.resolver.NoAnswer:
        pass
    for kind in ("A", "AAAA"):
        try:
            resolver.resolve(domain, kind, lifetime=PATIENCE)
        except dns.resolver.NoAnswer:
            continue
        return True
    return False
