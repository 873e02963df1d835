"""What the newsletter holds about people."""

from datetime import date

from django.conf import settings

from newsletter.erasing import PROCESSOR, payload_of, remember
from newsletter.models import State
from newsletter.personal_data_exchange import (
    A_DATE,
    ACTIVITY,
    DRIFT,
    EVENT,
    STEP,
    SUPPRESSION,
    of_subscriber,
)
from newsletter.queue import MAILCHIMP
from privacy.declarations import (
    Activity,
    Category,
    LegalBasis,
    ModelDeclaration,
    NotPersonal,
    Processor,
    ProcessorCopy,
    Rehearsal,
    Retention,
    Role,
    Text,
)
from privacy.registry import declare

MAILCHIMP_INC = Processor(
    slug=PROCESSOR,
    name="Mailchimp (Intuit Inc.)",
    service=Text(fr="envoi de la lettre d’information", en="sending of the newsletter"),
    country=Text(fr="États-Unis", en="United States"),
    transfer=Text(
        fr="Cadre de protection des données UE–États-Unis (décision du 10 juillet 2023) et clauses "
        "contractuelles types",
        en="EU–US Data Privacy Framework (decision of 10 July 2023) and standard contractual clauses",
    ),
    checked=date(2026, 11, 2),
    outside_eu=True,
    enabled=lambda: bool(settings.MAILCHIMP_API_KEY),
)

NEWSLETTER = Activity(
    slug=ACTIVITY,
    name=Text(fr="Lettre d’information", en="Newsletter"),
    purpose=Text(
        fr="vous envoyer la lettre que vous avez demandée, et pouvoir prouver que vous l’avez demandée",
        en="send you the newsletter you asked for, and be able to prove that you asked for it",
    ),
    legal_basis=LegalBasis.CONSENT,
    whose=Text(
        fr="les personnes qui s’inscrivent à la lettre",
        en="the people who subscribe to the newsletter",
    ),
    source=Text(fr="vous-même", en="you yourself"),
    provision=Text(
        fr="Votre adresse électronique est nécessaire pour recevoir la lettre ; rien d’autre ne vous est "
        "demandé.",
        en="Your e-mail address is needed to receive the newsletter; nothing else is asked of you.",
    ),
    readers=(Role.MARKETING, Role.DPO),
    processors=(MAILCHIMP_INC,),
)


SUBSCRIBER = ModelDeclaration(
    model="newsletter.Subscriber",
    activity=NEWSLETTER.slug,
    name=Text(fr="Inscription à la lettre", en="Subscription to the newsletter"),
    columns={
        "email": Category.CONTACT,
        "subject": Category.REFERENCE,
        "language": Category.PREFERENCE,
        "state": A_DATE,
        "source": Category.ORIGIN,
        "topics": Category.PREFERENCE,
        "tracking": Category.PREFERENCE,
        "tracking_at": A_DATE,
        "asked_at": A_DATE,
        "agreed_at": Category.EVIDENCE,
        "refused_at": A_DATE,
        "confirmed_at": Category.EVIDENCE,
        "ended_at": A_DATE,
        "mailed_at": A_DATE,
        "remote_state": A_DATE,
        "remote_hash": Category.REFERENCE,
        "trouble": A_DATE,
        "to_send": STEP,
        "called_at": STEP,
        "sent_at": STEP,
        "no_known_at": STEP,
        "entered_at": STEP,
    },
    find=("email",),
    retention=(
        Retention(
            slug="newsletter-unconfirmed",
            days=30,
            event="asked_at",
            rows=lambda rows: rows.filter(state=State.PENDING),
            counted_from=Text(fr="votre demande", en="your request"),
            applies_to=Text(
                fr="inscriptions que vous n’avez pas confirmées",
                en="subscriptions you did not confirm",
            ),
        ),
        Retention(
            slug="newsletter-ended",
            months=12,
            event="ended_at",
            counted_from=Text(fr="votre désinscription", en="your unsubscription"),
            applies_to=Text(
                fr="adresses désinscrites, gardées pour ne plus vous écrire (les autres le sont tant que "
                "vous êtes inscrit)",
                en="unsubscribed addresses, kept so as not to write to you again (others are kept as "
                "long as you are subscribed)",
            ),
            setting=True,
        ),
    ),
    copies=(ProcessorCopy(processor=MAILCHIMP_INC, channel=MAILCHIMP, payload=payload_of),),
    before_erase=remember,
    rehearsal=Rehearsal(
        plant="newsletter.rehearsal.plant",
        work="newsletter.rehearsal.work",
        find="newsletter.rehearsal.find",
        stand_in="newsletter.stand_in.server.rehearsal",
    ),
)

CONSENT = of_subscriber(
    "newsletter.Consent",
    Text(fr="Preuves de votre accord", en="Proofs of your consent"),
    {
        "at": Category.EVIDENCE,
        "confirmed_at": Category.EVIDENCE,
        "wording": Category.EVIDENCE,
        "version": Category.EVIDENCE,
        "page": Category.EVIDENCE,
        "campaign": Category.ORIGIN,
        "language": Category.EVIDENCE,
        "source": Category.ORIGIN,
    },
)

CHANGE = of_subscriber(
    "newsletter.Change",
    Text(fr="Historique de votre inscription", en="History of your subscription"),
    {
        "at": A_DATE,
        "event": A_DATE,
        "actor": Category.REFERENCE,
    },
)

NEW_ADDRESS = ModelDeclaration(
    model="newsletter.NewAddress",
    activity=NEWSLETTER.slug,
    name=Text(fr="Nouvelle adresse à confirmer", en="New address to confirm"),
    columns={"subscriber": Category.REFERENCE, "email": Category.CONTACT, "at": A_DATE},
    find=("email", "subscriber__email"),
    subject="email",
    retention=(
        Retention(
            slug="newsletter-new-address",
            days=7,
            event="at",
            counted_from=Text(fr="votre demande", en="your request"),
        ),
    ),
)

SIGN_UP = ModelDeclaration(
    model="newsletter.SignUp",
    activity=NEWSLETTER.slug,
    name=Text(fr="Demandes d’inscription en attente", en="Sign-ups that wait"),
    columns={
        "email": Category.CONTACT,
        "language": Category.PREFERENCE,
        "at": A_DATE,
        "wording": Category.EVIDENCE,
        "version": Category.EVIDENCE,
        "page": Category.EVIDENCE,
        "campaign": Category.ORIGIN,
        "source": Category.ORIGIN,
        "quarantined": NotPersonal("whether a person or a program seems to have sent the form"),
    },
    find=("email",),
    retention=(
        Retention(
            slug="newsletter-sign-up",
            days=30,
            event="at",
            counted_from=Text(fr="votre demande", en="your request"),
        ),
    ),
)

A_PAGE = "a page that the company publishes"
declare(
    activities=[NEWSLETTER],
    models=[
        SUBSCRIBER,
        CONSENT,
        CHANGE,
        NEW_ADDRESS,
        SIGN_UP,
        DRIFT,
        EVENT,
        SUPPRESSION,
    ],
    nothing_personal={
        "newsletter.Topic": "a subject that can be chosen, the same for everybody",
        "newsletter.Comparison": "dates and numbers of a comparison with Mailchimp",
        "newsletter.DailyCount": "numbers of a day",
        "newsletter.NewsletterSettings": "the company's own addresses and choices",
        "newsletter.NewsletterPage": A_PAGE,
        "newsletter.IssuePage": A_PAGE,
        "newsletter.Sending": "an issue as it went out, the same for everybody",
        "newsletter.Part": "figures of a campaign, about nobody in particular",
    },
)
