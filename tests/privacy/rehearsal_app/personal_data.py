from datetime import date

from django.db.models import F

from privacy.declarations import (
    Activity,
    Category,
    FileCopy,
    GoesWith,
    JsonKeys,
    Keep,
    LegalBasis,
    ModelDeclaration,
    NotPersonal,
    Processor,
    ProcessorCopy,
    Retention,
    Role,
    Text,
)
from privacy.registry import declare


def word(text):
    return Text(fr=text, en=text)


POST = Processor(
    slug="post",
    name="Post Inc.",
    service=word("envoi"),
    country=word("États-Unis"),
    transfer=word("clauses contractuelles types"),
    checked=date(2026, 11, 2),
    outside_eu=True,
)

REHEARSAL = Activity(
    slug="rehearsal",
    name=word("Répétition"),
    purpose=word("répéter"),
    legal_basis=LegalBasis.CONSENT,
    whose=word("des personnes inventées"),
    source=word("la personne"),
    provision=word("facultatif"),
    readers=(Role.HR, Role.DPO),
    processors=(POST,),
    public=False,
)


def count_it(row):
    from .models import Tally

    Tally.objects.get_or_create(pk=1)
    Tally.objects.filter(pk=1).update(gone=F("gone") + 1)


DISPUTE = Keep(
    slug="dispute", reason=word("un litige est en cours"), applies=lambda row: row.in_dispute
)

CANDIDATE = ModelDeclaration(
    model="rehearsal.Candidate",
    activity="rehearsal",
    name=word("Candidatures"),
    columns={
        "name": Category.IDENTITY,
        "email": Category.CONTACT,
        "message": Category.WRITTEN,
        "answers": JsonKeys({"*": Category.WRITTEN}),
        "cv": Category.CAREER,
        "last_exchange": Category.HISTORY,
        "in_dispute": NotPersonal("a state of the file"),
    },
    find=("email",),
    retention=(
        Retention(
            slug="candidate",
            event="last_exchange",
            counted_from=Text(fr="notre dernier échange", en="our last exchange"),
            months=6,
            setting=True,
        ),
    ),
    copies=(FileCopy("cv", storage="private"),),
    keep=(DISPUTE,),
    correct=("name",),
    before_erase=count_it,
)

EXCHANGE = ModelDeclaration(
    model="rehearsal.Exchange",
    activity="rehearsal",
    name=word("Échanges"),
    columns={
        "candidate": Category.REFERENCE,
        "body": Category.WRITTEN,
        "attachment": Category.WRITTEN,
    },
    find=("candidate__email",),
    retention=GoesWith("candidate"),
    copies=(FileCopy("attachment", storage="private"),),
)

SIGNUP = ModelDeclaration(
    model="rehearsal.Signup",
    activity="rehearsal",
    name=word("Inscriptions"),
    columns={
        "email": Category.CONTACT,
        "at_processor": NotPersonal("a state of the sign-up"),
        "created_at": Category.HISTORY,
    },
    find=("email",),
    retention=(
        Retention(slug="signup", event="created_at", counted_from=word("l’inscription"), days=30),
    ),
    copies=(
        ProcessorCopy(
            POST,
            channel="rehearsal",
            payload=lambda row: {"member": str(row.uuid)} if row.at_processor else None,
        ),
    ),
)

declare(
    activities=[REHEARSAL],
    models=[CANDIDATE, EXCHANGE, SIGNUP],
    nothing_personal={"rehearsal.Tally": "a number"},
)
