"""What we hold about candidates, why, for how long, and where copies lie."""

from typing import Any

from django.db.models import QuerySet

from careers.applications.activities import POOL, RECRUITMENT
from careers.applications.clock import CEILING_MONTHS, KEPT_MONTHS
from careers.applications.personal_data_files import (
    A_FILE,
    FILE_COLUMNS,
    STORED_COLUMNS,
    readable_attachment,
    readable_file,
)
from careers.applications.personal_data_restricted import RESTRICTED
from privacy.declarations import (
    Category,
    GoesWith,
    JsonKeys,
    KeptWhile,
    ModelDeclaration,
    NotFoundByEmail,
    NotPersonal,
    Rehearsal,
    Retention,
    Text,
)
from privacy.registry import declare

MAIL_S = NotPersonal("how far the sending of a mail is")


def kept(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(pending=False)


def unconfirmed(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(pending=True)


def leave_numbers(row: Any) -> None:
    from careers.applications.services.remains import leave_numbers

    leave_numbers(row)


def close_pool_links(row: Any) -> None:
    from careers.applications.services.remains import date_links

    date_links(entry=row)


APPLICATION = ModelDeclaration(
    model="applications.Application",
    activity=RECRUITMENT.slug,
    name=Text(fr="Votre candidature", en="Your application"),
    columns={
        "offer": NotPersonal("the offer, which the company publishes"),
        "offer_title": Category.CAREER,
        "first_name": Category.IDENTITY,
        "last_name": Category.IDENTITY,
        "email": Category.CONTACT,
        "phone": Category.CONTACT,
        "message": Category.WRITTEN,
        "answers": JsonKeys({"*": Category.WRITTEN}),
        "language": Category.PREFERENCE,
        "source": Category.ORIGIN,
        "source_detail": Category.ORIGIN,
        "referral": NotPersonal("a random link to the offer, which names nobody"),
        "path": NotPersonal("the page with the form"),
        "notice": NotPersonal("which notice was shown, by its hash"),
        "stage": Category.HISTORY,
        "stage_since": Category.HISTORY,
        "stage_days": JsonKeys({"*": Category.HISTORY}),
        "reason": Category.ASSESSMENT,
        "owner": Category.REFERENCE,
        "pending": NotPersonal("whether the address has confirmed this application"),
        "replaces": Category.REFERENCE,
        "restricted_at": Category.PREFERENCE,
        "quarantined": NotPersonal("our check of the form's sender"),
        "received_at": Category.HISTORY,
        "last_exchange": Category.HISTORY,
        "last_exchange_kind": Category.HISTORY,
        "first_read_at": Category.HISTORY,
        "first_answer_at": Category.HISTORY,
        "decided_at": Category.HISTORY,
        "waiting_since": Category.HISTORY,
        "reminded_for": NotPersonal("for which date the reminder was sent"),
        "version": NotPersonal("counts changes, to tell two colleagues of each other's"),
    },
    find=("email",),
    retention=(
        Retention(
            slug="application",
            months=KEPT_MONTHS,
            event="last_exchange",
            rows=kept,
            counted_from=Text(fr="notre dernier échange", en="our last exchange"),
            setting=True,
            leaves=Text(
                fr="une ligne de chiffres sans nom (mois, offre, délais) et l’empreinte de votre lien",
                en="a line of figures without a name (month, offer, delays) and the hash of your link",
            ),
        ),
        Retention(
            slug="application-ceiling",
            months=CEILING_MONTHS,
            event="received_at",
            rows=kept,
            counted_from=Text(fr="sa réception", en="its receipt"),
            applies_to=Text(
                fr="candidatures prolongées, quoi qu’il arrive",
                en="applications kept longer, whatever happens",
            ),
            setting=True,
        ),
        Retention(
            slug="application-unconfirmed",
            days=7,
            event="received_at",
            rows=unconfirmed,
            counted_from=Text(fr="sa réception", en="its receipt"),
            applies_to=Text(
                fr="secondes candidatures que l’adresse n’a pas confirmées",
                en="second applications that their address did not confirm",
            ),
        ),
    ),
    keep=(RESTRICTED,),
    correct=("first_name", "last_name", "phone"),
    searched=("first_name", "last_name", "email"),
    before_erase=leave_numbers,
    rehearsal=Rehearsal(
        plant="careers.applications.rehearsal.plant",
        work="careers.applications.rehearsal.work",
        find="careers.applications.rehearsal.find",
    ),
)


EXPORTS = {"ApplicationFile": readable_file, "Attachment": readable_attachment}


def with_application(model: str, title: Text, /, **columns: Any) -> ModelDeclaration:
    """A model whose rows go with the application, on the same day."""
    copies = (A_FILE,) if "stored" in columns else ()
    return ModelDeclaration(
        model=f"applications.{model}",
        activity=RECRUITMENT.slug,
        name=title,
        columns={"application": Category.REFERENCE, **columns},
        find=("application__email",),
        retention=GoesWith("application"),
        copies=copies,
        export=EXPORTS.get(model),
    )


WITH_APPLICATION = [
    with_application(
        "Exchange",
        Text(fr="Nos échanges", en="Our exchanges"),
        kind=Category.HISTORY,
        at=Category.HISTORY,
        author=Category.REFERENCE,
        subject=Category.WRITTEN,
        text=Category.WRITTEN,
        mail_state=MAIL_S,
        not_before=MAIL_S,
        sent_at=Category.HISTORY,
        stage_before=MAIL_S,
        reason=Category.ASSESSMENT,
        message_id=NotPersonal("the hash of a mail's number, to take it once"),
    ),
    with_application("ApplicationFile", Text(fr="Votre CV", en="Your CV"), **STORED_COLUMNS),
    with_application(
        "Attachment",
        Text(fr="Pièces jointes à vos messages", en="Attachments to your messages"),
        exchange=Category.REFERENCE,
        problem=NotPersonal("why a file was not kept"),
        **STORED_COLUMNS,
    ),
    with_application(
        "Opinion",
        Text(fr="Avis sur les critères publiés", en="Opinions on the published criteria"),
        author=Category.REFERENCE,
        criterion=NotPersonal("a criterion that the offer publishes"),
        title=NotPersonal("a criterion that the offer publishes"),
        level=Category.ASSESSMENT,
        reason=Category.ASSESSMENT,
        written_at=Category.HISTORY,
    ),
    with_application(
        "Note",
        Text(fr="Notes internes", en="Internal notes"),
        author=Category.REFERENCE,
        text=Category.ASSESSMENT,
        written_at=Category.HISTORY,
    ),
    with_application(
        "Reading",
        Text(fr="Qui a lu votre CV", en="Who read your CV"),
        user=Category.REFERENCE,
        role=Category.HISTORY,
        at=Category.HISTORY,
    ),
    with_application(
        "InterviewSlot",
        Text(fr="Créneaux d’entretien", en="Interview slots"),
        starts_at=Category.HISTORY,
        minutes=NotPersonal("the length of a meeting"),
        place=NotPersonal("where a meeting takes place"),
        offered_by=Category.REFERENCE,
        chosen_at=Category.HISTORY,
    ),
]

STAGED = ModelDeclaration(
    model="applications.StagedFile",
    activity=RECRUITMENT.slug,
    name=Text(
        fr="CV gardé le temps de corriger le formulaire",
        en="CV kept while you correct the form",
    ),
    columns={**FILE_COLUMNS, "token_hash": NotPersonal("the hash of a random number")},
    find=NotFoundByEmail(
        Text(
            fr="le fichier n’est encore rattaché à aucune adresse et disparaît après une heure",
            en="the file is not tied to any address yet and is gone after an hour",
        )
    ),
    retention=KeptWhile(
        Text(
            fr="une heure, chiffré, pendant que vous corrigez le formulaire",
            en="an hour, encrypted, while you correct the form",
        )
    ),
)

POOL_ENTRY = ModelDeclaration(
    model="applications.PoolEntry",
    activity=POOL.slug,
    name=Text(fr="Votre place dans le vivier", en="Your place in the talent pool"),
    columns={
        "first_name": Category.IDENTITY,
        "last_name": Category.IDENTITY,
        "email": Category.CONTACT,
        "phone": Category.CONTACT,
        "language": Category.PREFERENCE,
        "interests": Category.PREFERENCE,
        "agreed_at": Category.EVIDENCE,
        "wording": Category.EVIDENCE,
        "restricted_at": Category.PREFERENCE,
    },
    find=("email",),
    retention=(
        Retention(
            slug="talent-pool",
            months=12,
            event="agreed_at",
            counted_from=Text(fr="votre accord, renouvelable", en="your agreement, renewable"),
            setting=True,
        ),
    ),
    keep=(RESTRICTED,),
    correct=("first_name", "last_name", "phone"),
    before_erase=close_pool_links,
)
POOL_FILE = ModelDeclaration(
    model="applications.PoolFile",
    activity=POOL.slug,
    name=Text(fr="Votre CV dans le vivier", en="Your CV in the talent pool"),
    columns={"entry": Category.REFERENCE, **STORED_COLUMNS},
    find=("entry__email",),
    retention=GoesWith("entry"),
    copies=(A_FILE,),
    export=readable_file,
)

declare(
    activities=[RECRUITMENT, POOL],
    models=[APPLICATION, *WITH_APPLICATION, STAGED, POOL_ENTRY, POOL_FILE],
    nothing_personal={
        "applications.Assignment": "which staff account takes part in the interviews for which offer; "
        "staff accounts are declared with the accounts",
        "applications.MessageTemplate": "texts to start a message from, the same for everybody",
        "applications.Outcome": "an application without its person: month, offer, stage and numbers of "
        "days, shown in groups of five and more",
        "applications.PrivateLink": "the hash of a random number and two dates; it leads to a person "
        "only while their own record exists",
    },
)
