"""What a request to exercise one's rights leaves with us."""

from typing import Any

from django.utils import timezone

from privacy.declarations import (
    Activity,
    Category,
    GoesWith,
    JsonKeys,
    Keep,
    LegalBasis,
    ModelDeclaration,
    NotPersonal,
    Rehearsal,
    Retention,
    Role,
    Text,
)
from privacy.registry import declare
from privacy.retention import due_of
from privacy.rights.models import State

RIGHTS = Activity(
    slug="rights",
    name=Text(fr="Exercice de vos droits", en="Exercise of your rights"),
    purpose=Text(
        fr="répondre à votre demande et pouvoir montrer que nous y avons répondu",
        en="answer your request and be able to show that we did",
    ),
    legal_basis=LegalBasis.LEGAL_OBLIGATION,
    whose=Text(
        fr="les personnes qui exercent leurs droits", en="the people who exercise their rights"
    ),
    source=Text(fr="vous-même", en="you yourself"),
    provision=Text(
        fr="Votre adresse électronique est nécessaire pour vérifier que la demande vient de vous et "
        "pour y répondre.",
        en="Your e-mail address is needed to check that the request comes from you and to answer it.",
    ),
    readers=(Role.DPO,),
)

A_LINK_S = NotPersonal("a random number or its hash, and its dates")
GOES_WITH_REQUEST = GoesWith("request")


def asked_for_by_the_person(row: Any) -> bool:
    """Whether the request must stay: it was proved, and its own clock has not run yet.

    So a person cannot erase, with everything else, the proof that it was erased.
    """
    due = due_of(row)
    return row.state != State.UNPROVED and (due is None or due.at > timezone.now())


REQUEST = ModelDeclaration(
    model="rights.SubjectRequest",
    activity=RIGHTS.slug,
    name=Text(fr="Vos demandes relatives à vos données", en="Your requests about your data"),
    columns={
        "email": Category.CONTACT,
        "language": Category.PREFERENCE,
        "kind": Category.WRITTEN,
        "channel": Category.ORIGIN,
        "words": Category.WRITTEN,
        "state": NotPersonal("the progress of the request"),
        "received_at": Category.HISTORY,
        "due_at": NotPersonal("the legal deadline"),
        "extended": NotPersonal("the legal deadline"),
        "extension_reason": NotPersonal("why we need longer; written without names"),
        "proved_at": Category.HISTORY,
        "answered_at": Category.HISTORY,
        "notice": NotPersonal("which notice was shown, by its hash"),
    },
    find=("email",),
    retention=(
        Retention(
            slug="rights-unproved",
            days=7,
            event="received_at",
            rows=lambda rows: rows.filter(state=State.UNPROVED),
            counted_from=Text(fr="votre demande", en="your request"),
            applies_to=Text(
                fr="demandes dont l’adresse n’a pas été confirmée",
                en="requests whose address was not confirmed",
            ),
        ),
        Retention(
            slug="rights-answered",
            months=12,
            event="answered_at",
            rows=lambda rows: rows.filter(state=State.ANSWERED),
            counted_from=Text(fr="notre réponse", en="our answer"),
            applies_to=Text(fr="demandes traitées", en="answered requests"),
            setting=True,
        ),
    ),
    keep=(
        Keep(
            slug="rights-proof",
            reason=Text(
                fr="conservée douze mois pour montrer que nous avons répondu (RGPD, art. 5 §2 et 12)",
                en="kept for twelve months to show that we answered (GDPR, art. 5(2) and 12)",
            ),
            applies=asked_for_by_the_person,
        ),
    ),
    rehearsal=Rehearsal(
        plant="privacy.rights.rehearsal.plant",
        work="privacy.rights.rehearsal.work",
        find="privacy.rights.rehearsal.find",
    ),
)

LINKS = ModelDeclaration(
    model="rights.ProofLink",
    activity=RIGHTS.slug,
    name=Text(fr="Liens envoyés pour confirmer l’adresse", en="Links sent to confirm the address"),
    columns={
        "request": Category.REFERENCE,
        "token_hash": A_LINK_S,
        "expires_at": A_LINK_S,
        "used_at": Category.HISTORY,
        "visit_hash": A_LINK_S,
        "visit_ends_at": A_LINK_S,
    },
    find=("request__email",),
    retention=GOES_WITH_REQUEST,
)

EVENTS = ModelDeclaration(
    model="rights.Event",
    activity=RIGHTS.slug,
    name=Text(fr="Historique de vos demandes", en="History of your requests"),
    columns={
        "request": Category.REFERENCE,
        "at": Category.HISTORY,
        "action": Category.HISTORY,
        "actor": Category.REFERENCE,
        "detail": NotPersonal("references and reasons, written without names"),
    },
    find=("request__email",),
    retention=GOES_WITH_REQUEST,
)

ANSWERS = ModelDeclaration(
    model="rights.Answer",
    activity=RIGHTS.slug,
    name=Text(fr="Nos réponses à vos demandes", en="Our answers to your requests"),
    columns={
        "request": Category.REFERENCE,
        "subject": Category.WRITTEN,
        "text": Category.WRITTEN,
        "written_by": Category.REFERENCE,
        "written_at": Category.HISTORY,
    },
    find=("request__email",),
    retention=GOES_WITH_REQUEST,
)

CERTIFICATES = ModelDeclaration(
    model="rights.Certificate",
    activity=RIGHTS.slug,
    name=Text(fr="Attestations d’effacement", en="Certificates of erasure"),
    columns={
        "request": Category.REFERENCE,
        "number": NotPersonal("a random number"),
        "made_at": Category.HISTORY,
        "lines": JsonKeys(
            {
                "record": NotPersonal("the name of a kind of record"),
                "reference": NotPersonal("the beginning of a random number"),
                "erasure": NotPersonal("a random number"),
                "kept": NotPersonal("a reason of the register"),
                "places": NotPersonal("names of stores and companies"),
            }
        ),
    },
    find=("request__email",),
    retention=GOES_WITH_REQUEST,
)

RESTRICTIONS = ModelDeclaration(
    model="rights.Restriction",
    activity=RIGHTS.slug,
    name=Text(fr="Données mises de côté", en="Data set aside"),
    columns={
        "request": Category.REFERENCE,
        "model": NotPersonal("a kind of record"),
        "row": Category.REFERENCE,
        "since": Category.HISTORY,
    },
    find=("request__email",),
    retention=GOES_WITH_REQUEST,
)

PROCESSOR_ANSWERS = ModelDeclaration(
    model="rights.ProcessorAnswer",
    activity=RIGHTS.slug,
    name=Text(
        fr="Ce que nos prestataires nous ont répondu", en="What our service providers answered"
    ),
    columns={
        "request": Category.REFERENCE,
        "processor": NotPersonal("the name of a company"),
        "asked_at": Category.HISTORY,
        "answered_at": Category.HISTORY,
        "content": JsonKeys({"*": Category.WRITTEN}),
    },
    find=("request__email",),
    retention=GOES_WITH_REQUEST,
)

declare(
    activities=[RIGHTS],
    models=[REQUEST, LINKS, EVENTS, ANSWERS, CERTIFICATES, RESTRICTIONS, PROCESSOR_ANSWERS],
    nothing_personal={
        "rights.AnswerTemplate": "texts to start an answer from, the same for everybody",
    },
)
