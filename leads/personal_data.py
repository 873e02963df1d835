"""What the people who write to us or take a resource leave with us, why, and for how long."""

from typing import Any

from intake.origin import TOUCHES
from leads.elsewhere import crm
from privacy.declarations import (
    Activity,
    Category,
    Column,
    GoesWith,
    JsonKeys,
    LegalBasis,
    ModelDeclaration,
    NotPersonal,
    Rehearsal,
    Retention,
    Role,
    Text,
)
from privacy.registry import declare

crm.discover()

CONTACT = Activity(
    slug="contact",
    name=Text(fr="Demandes de contact", en="Contact requests"),
    purpose=Text(
        fr="vous répondre et suivre notre échange",
        en="answer you and follow up our exchange",
    ),
    legal_basis=LegalBasis.LEGITIMATE_INTERESTS,
    interest=Text(
        fr="Répondre aux personnes qui nous écrivent au nom de leur entreprise, et garder le fil de "
        "l’échange.",
        en="Answering the people who write to us for their company, and keeping track of the exchange.",
    ),
    whose=Text(
        fr="les personnes qui nous écrivent par un formulaire de contact",
        en="the people who write to us by a contact form",
    ),
    source=Text(fr="vous-même", en="you yourself"),
    provision=Text(
        fr="Les champs du formulaire sont nécessaires pour vous répondre ; la case de la newsletter "
        "est libre et n’y change rien.",
        en="The fields of the form are needed to answer you; the newsletter box is free and changes "
        "nothing about it.",
    ),
    readers=(Role.MARKETING,),
    processors=crm.processors(),
)

RESOURCES = Activity(
    slug="resources",
    name=Text(fr="Téléchargement de ressources", en="Download of resources"),
    purpose=Text(
        fr="vous remettre la ressource demandée, savoir lesquelles servent, et vous écrire si vous "
        "l’avez souhaité",
        en="hand the resource over, know which ones are useful, and write to you if you wished it",
    ),
    legal_basis=LegalBasis.LEGITIMATE_INTERESTS,
    interest=Text(
        fr="Savoir à qui nos publications sont utiles, et pouvoir prolonger l’échange avec les "
        "entreprises qui les lisent.",
        en="Knowing whom our publications are useful to, and being able to continue the exchange with "
        "the companies that read them.",
    ),
    whose=Text(
        fr="les personnes qui demandent une ressource", en="the people who ask for a resource"
    ),
    source=Text(fr="vous-même", en="you yourself"),
    provision=Text(
        fr="Nom, prénom et adresse électronique sont nécessaires pour recevoir la ressource ; les cases "
        "sont libres et n’y changent rien.",
        en="Last name, first name and e-mail address are needed to receive the resource; the boxes are "
        "free and change nothing about it.",
    ),
    readers=(Role.MARKETING,),
    processors=crm.processors(),
)

GOES_WITH_PERSON = GoesWith("person")
OF_PERSON = ("person__email", "person__other_addresses__email")
OUR_STATE = NotPersonal("a state of our own work")


def of_person(model: str, name: Text, columns: dict[str, Column], **more: Any) -> ModelDeclaration:
    """What belongs to a person: found by any address of theirs, and gone when they go."""
    return ModelDeclaration(
        model=model,
        name=name,
        columns={"person": Category.REFERENCE, **columns},
        find=OF_PERSON,
        subject="person__email",
        retention=GOES_WITH_PERSON,
        **more,
    )


PERSON = ModelDeclaration(
    model="leads.Person",
    activity=CONTACT.slug,
    also_for=("resources",),
    name=Text(fr="Contacts professionnels", en="Professional contacts"),
    columns={
        "email": Category.CONTACT,
        "domain": Category.PROFESSIONAL,
        "last_name": Category.IDENTITY,
        "first_name": Category.IDENTITY,
        "company": Category.PROFESSIONAL,
        "language": Category.PREFERENCE,
        "status": Category.ASSESSMENT,
        "unread": OUR_STATE,
        "owner": Category.REFERENCE,
        "next_action": Category.ASSESSMENT,
        "next_action_on": Category.ASSESSMENT,
        "tags": Category.ASSESSMENT,
        "no_marketing": Category.PREFERENCE,
        "restricted": Category.PREFERENCE,
        "address_proved_at": Category.HISTORY,
        "mail_doubtful": NotPersonal("whether the domain of the address takes mail"),
        "first_contact_at": Category.HISTORY,
        "last_contact_at": Category.HISTORY,
        "last_activity_at": Category.HISTORY,
        "waiting_since": OUR_STATE,
    },
    find=("email", "other_addresses__email"),
    subject="email",
    retention=(
        Retention(
            slug="leads",
            months=24,
            event="last_contact_at",
            counted_from=Text(
                fr="votre dernier contact (message, demande ou téléchargement de votre part)",
                en="your last contact (a message, request or download of yours)",
            ),
            setting=True,
            leaves=Text(
                fr="effacés ; des nombres par jour, sans lien avec personne",
                en="erased; numbers per day that lead to nobody",
            ),
        ),
    ),
    copies=crm.copies(),
    correct=("last_name", "first_name", "company"),
    searched=("email", "last_name", "first_name", "company"),
    rehearsal=Rehearsal(
        plant="leads.rehearsal.plant", work="leads.rehearsal.work", find="leads.rehearsal.find"
    ),
)

OTHER_ADDRESS = ModelDeclaration(
    model="leads.OtherAddress",
    activity=CONTACT.slug,
    name=Text(fr="Autres adresses d’un contact", en="Other addresses of a contact"),
    columns={"person": Category.REFERENCE, "email": Category.CONTACT},
    find=("email", *OF_PERSON),
    subject="email",
    retention=GOES_WITH_PERSON,
)

COMMON: dict[str, Column] = {
    "last_name": Category.IDENTITY,
    "first_name": Category.IDENTITY,
    "language": Category.PREFERENCE,
    "page_path": Category.ORIGIN,
    "notice": NotPersonal("which notice was shown, by its hash"),
    "newsletter_wording": Category.EVIDENCE,
    "origin": JsonKeys(dict.fromkeys(TOUCHES, Category.ORIGIN)),
    "campaign": Category.ORIGIN,
    "quarantined": OUR_STATE,
    "received_at": Category.HISTORY,
}

ENQUIRY = of_person(
    "leads.Enquiry",
    Text(fr="Messages reçus par un formulaire", en="Messages received by a form"),
    {
        **COMMON,
        "form": NotPersonal("which form"),
        "form_name": NotPersonal("which form"),
        "subject_key": NotPersonal("which subject was chosen"),
        "subject": Category.WRITTEN,
        "company": Category.PROFESSIONAL,
        "message": Category.WRITTEN,
        "answered_at": Category.HISTORY,
    },
    activity=CONTACT.slug,
    searched=("message",),
)

REQUEST = of_person(
    "leads.ResourceRequest",
    Text(fr="Ressources demandées", en="Resources asked for"),
    {
        **COMMON,
        "page": NotPersonal("which resource"),
        "title": NotPersonal("which resource"),
        "resource_key": NotPersonal("which resource"),
        "wants_versions": Category.PREFERENCE,
        "proved_at": Category.HISTORY,
        "mailed_at": Category.HISTORY,
        "mails": Category.HISTORY,
        "downloads": Category.HISTORY,
        "downloaded_at": Category.HISTORY,
    },
    activity=RESOURCES.slug,
    rehearsal=Rehearsal(
        plant="leads.rehearsal.plant_request",
        work="leads.rehearsal.work_on_request",
        find="leads.rehearsal.find",
    ),
)

LINK = ModelDeclaration(
    model="leads.DownloadLink",
    activity=RESOURCES.slug,
    name=Text(fr="Liens de téléchargement envoyés", en="Download links sent"),
    columns={
        "request": Category.REFERENCE,
        "token_hash": NotPersonal("the hash of a random number"),
        "made_at": Category.HISTORY,
        "expires_at": NotPersonal("a date of the link"),
        "uses": Category.HISTORY,
    },
    find=("request__person__email", "request__person__other_addresses__email"),
    subject="request__person__email",
    retention=GoesWith("request"),
)

ANSWER = of_person(
    "leads.Answer",
    Text(fr="Nos réponses", en="Our answers"),
    {
        "subject": Category.WRITTEN,
        "text": Category.WRITTEN,
        "language": Category.PREFERENCE,
        "written_by": Category.REFERENCE,
        "written_at": Category.HISTORY,
    },
    activity=CONTACT.slug,
    also_for=("resources",),
)

NOTE = of_person(
    "leads.Note",
    Text(fr="Notes de nos équipes", en="Notes of our staff"),
    {
        "text": Category.ASSESSMENT,
        "written_by": Category.REFERENCE,
        "written_at": Category.HISTORY,
    },
    activity=CONTACT.slug,
    also_for=("resources",),
)

STEP = of_person(
    "leads.Step",
    Text(fr="Suivi de vos demandes", en="Follow-up of your requests"),
    {
        "action": Category.HISTORY,
        "detail": Category.HISTORY,
        "actor": Category.REFERENCE,
        "at": Category.HISTORY,
    },
    activity=CONTACT.slug,
    also_for=("resources",),
)

declare(
    activities=[CONTACT, RESOURCES],
    models=[PERSON, OTHER_ADDRESS, ENQUIRY, REQUEST, LINK, ANSWER, NOTE, STEP],
    nothing_personal={
        "leads.Tag": "words that marketing sorts by, the same for everybody",
        "leads.ContactForm": "texts and settings of a form; its recipients are addresses of the company",
        "leads.ContactPage": "a page that the company publishes",
        "leads.RoutingRule": "which leads go to whom; colleagues are named by their account",
        "leads.RoutingMember": "a colleague's account in a rule and their last turn",
        "leads.AnswerTemplate": "texts to start an answer from, the same for everybody",
        "leads.SavedView": "filters under a name: states, tags, dates, a domain; never words searched for",
        "leads.StaffNotices": "a colleague's account and which notices it wants",
        "leads.LeadSettings": "settings of the site",
        "leads.Topic": "words about publications",
        "leads.ResourceIndexPage": "a page that the company publishes",
        "leads.ResourcePage": "a page that the company publishes",
        "leads.ResourceVersion": "a file that the company publishes, and the account that added it",
        "leads.WebhookEndpoint": "an address of another tool of the company; told references only",
        "leads.WebhookCall": "when an endpoint was called and what it answered, by number",
        "leads.DailyCount": "numbers per day, form, language and campaign",
    },
)
