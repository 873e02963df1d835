"""What the exchange with Mailchimp leaves here: its events, differences that were mended, and the keyed
hashes of people who were erased.
"""

from django.db.models import Q, QuerySet

from newsletter.models import RemoteEvent
from privacy.declarations import (
    Category,
    Column,
    GoesWith,
    ModelDeclaration,
    NotFoundByEmail,
    NotPersonal,
    Retention,
    Text,
)
from privacy.identity import subject_hash

ACTIVITY = "newsletter"
A_DATE = Category.HISTORY
STEP = NotPersonal("how far the exchange with Mailchimp has come")


def of_subscriber(model: str, name: Text, columns: dict[str, Column]) -> ModelDeclaration:
    """What belongs to a subscriber: found by their address, and gone when they go."""
    return ModelDeclaration(
        model=model,
        activity=ACTIVITY,
        name=name,
        columns={"subscriber": Category.REFERENCE, **columns},
        find=("subscriber__email",),
        retention=GoesWith("subscriber"),
    )


def events_of(address: str) -> QuerySet[RemoteEvent]:
    """Mailchimp's events about an address, by the keyed hash they are kept under."""
    wanted = subject_hash(address)
    return RemoteEvent.objects.filter(Q(subject=wanted) | Q(other=wanted))


DRIFT = of_subscriber(
    "newsletter.Drift",
    Text(fr="Écarts corrigés avec Mailchimp", en="Differences mended with Mailchimp"),
    {
        "comparison": NotPersonal("which comparison found it"),
        "kind": A_DATE,
        "at": A_DATE,
    },
)

EVENT = ModelDeclaration(
    model="newsletter.RemoteEvent",
    activity=ACTIVITY,
    name=Text(fr="Événements reçus de Mailchimp", en="Events received from Mailchimp"),
    columns={
        "key": NotPersonal("a keyed hash by which a repeated event is recognised"),
        "kind": A_DATE,
        "fired_at": A_DATE,
        "received_at": A_DATE,
        "applied_at": STEP,
        "reason": A_DATE,
        "subject": Category.REFERENCE,
        "other": Category.REFERENCE,
        "address": Category.CONTACT,
        "new_address": Category.CONTACT,
        "campaign": Category.REFERENCE,
    },
    find=events_of,
    subject="",
    retention=(
        Retention(
            slug="newsletter-events",
            days=90,
            event="received_at",
            counted_from=Text(fr="la réception", en="receipt"),
        ),
    ),
)

SUPPRESSION = ModelDeclaration(
    model="newsletter.Suppression",
    activity=ACTIVITY,
    name=Text(fr="Adresses effacées, à ne pas réinscrire", en="Erased addresses, not to come back"),
    columns={"hash": Category.REFERENCE, "at": A_DATE, "uuid": NotPersonal("a random identity")},
    find=NotFoundByEmail(
        Text(
            fr="il n’en reste qu’une empreinte à clé, qui ne dit rien sans la clé et n’est que comparée",
            en="all that is left is a keyed hash, which tells nothing without the key and is only "
            "compared",
        )
    ),
    subject="",
    retention=(
        Retention(
            slug="newsletter-suppression",
            months=36,
            event="at",
            counted_from=Text(fr="l’effacement", en="the erasure"),
        ),
    ),
)
