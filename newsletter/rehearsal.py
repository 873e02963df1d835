"""How the proof of erasure rehearses with a subscriber (see `privacy.proof`)."""

import re
from typing import Any

from newsletter.models import NewAddress, Subscriber, Topic
from newsletter.queue import tell_mailchimp
from newsletter.services import choose, leave
from privacy.proof.marks import address_of
from privacy.proof.visitor import Unexpected, Visitor

_LINK = re.compile(r"/lettre/confirmer/[^/\s]+/")


def plant(mark: str, client: Visitor) -> None:
    """Sign up by the form, confirm by the mailed link, be handed to Mailchimp."""
    address = address_of(mark)
    client.fill_in(client.path_of("newsletter.NewsletterPage"), "newsletter", {"email": address})
    links = [m for mail in client.mails_to(address) for m in _LINK.findall(mail.text)]
    if not links:
        raise Unexpected("No link was mailed.")
    if client.get(links[-1]).status != 200 or client.post(links[-1], {}).status != 200:
        raise Unexpected("The mailed link does not confirm.")
    client.mails_to(address)


def work(mark: str) -> None:
    """What happens to a subscriber: topics and tracking chosen, a proposal of another address, the
    end (from which the clock runs).
    """
    topic, _made = Topic.objects.get_or_create(
        tag="repetition", defaults={"name_fr": "Répétition", "name_en": "Rehearsal"}
    )
    for subscriber in Subscriber.objects.filter(email=address_of(mark)):
        choose(subscriber=subscriber, language="fr", topics=[topic], tracking=True)
        NewAddress.objects.create(subscriber=subscriber, email=f"new-{address_of(mark)}")
        leave(subscriber=subscriber)
        tell_mailchimp(subscriber)


def find(mark: str) -> list[Any]:
    """The subscribers that still carry the mark."""
    return list(Subscriber.objects.filter(email__icontains=mark).values_list("pk", flat=True))
