"""Links to other sites: asked by the worker when somebody wants to know, never inside our own network."""

from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urljoin

from django.db import transaction
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _

from outbox import calling
from outbox.channels import NotNeeded
from outbox.models import Delivery
from outbox.services import post
from pages.link_keeper.models import BrokenLink, OutsideLink, Why
from pages.link_keeper.scanning import store_outside

CHANNEL = "links"
MAX_STEPS = 5
FOR_GOOD = {301, 308}
MOVED = {301, 302, 303, 307, 308}
# Answers of sites that do not care for machines; a person sees the page.
NOT_FOR_MACHINES = {401, 403, 405, 406, 429, 451, 999}
AGENT = "Mozilla/5.0 (compatible; Dimelo link check)"


@dataclass(frozen=True)
class Answer:
    """How an address answered. `moved_to`: where it says it has moved for good."""

    works: bool
    words: str
    moved_to: str = ""


def ask_for_check() -> int:
    """Have every link to another site asked by the worker; how many that are."""
    with transaction.atomic():
        links = list(OutsideLink.objects.values_list("pk", flat=True))
        for pk in links:
            post(channel=CHANNEL, payload={"link": pk}, key=f"link-{pk}")
    return len(links)


def deliver(delivery: Delivery) -> None:
    """Ask one address and keep what it said. Raises NotNeeded when nothing leads there any more."""
    link = OutsideLink.objects.filter(pk=delivery.payload.get("link")).first()
    if link is None:
        raise NotNeeded(_("Nothing leads there any more."))
    answer = ask(link.address)
    OutsideLink.objects.filter(pk=link.pk).update(
        checked_at=timezone.now(),
        works=answer.works,
        answer=answer.words,
        moved_to=answer.moved_to,
    )
    if answer.works:
        BrokenLink.objects.filter(why=Why.OUTSIDE, target=link.address).delete()
    else:
        store_outside(link, answer.words)


def ask(address: str) -> Answer:
    """Ask an address as a browser would, following at most MAX_STEPS moves."""
    here, for_good = address, True
    try:
        for _step in range(MAX_STEPS + 1):
            status, following = _once(here)
            if status not in MOVED or not following:
                works = status < 400 or status in NOT_FOR_MACHINES
                moved = works and for_good and here != address
                return Answer(works, str(status), here if moved else "")
            here, for_good = urljoin(here, following), for_good and status in FOR_GOOD
    except calling.ForbiddenAddress:
        return Answer(False, "forbidden address")
    except TimeoutError:
        return Answer(False, "timeout")
    except (OSError, HTTPException) as error:
        return Answer(False, type(error).__name__)
    return Answer(False, "too many redirects")


def _once(address: str) -> calling.Answer:
    return calling.look(iri_to_uri(address), {"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.8"})
