"""The evidence of choices. Tells nothing of the person but what one browser agreed to, and when."""

from consent.purposes import PURPOSES
from privacy.declarations import (
    Activity,
    Category,
    JsonKeys,
    KeptWhile,
    LegalBasis,
    ModelDeclaration,
    NotFoundByEmail,
    NotPersonal,
    Role,
    Text,
)
from privacy.registry import declare

CONSENT = Activity(
    slug="consent",
    name=Text(fr="Choix sur les traceurs", en="Choices about trackers"),
    purpose=Text(
        fr="respecter votre choix sur les traceurs et pouvoir prouver qu’il a été fait",
        en="respect your choice about trackers and be able to prove that it was made",
    ),
    legal_basis=LegalBasis.LEGAL_OBLIGATION,
    whose=Text(fr="les visiteurs qui ont fait un choix", en="the visitors who have made a choice"),
    source=Text(fr="la personne elle-même", en="the person concerned"),
    provision=Text(
        fr="Vous n’avez pas à choisir ; sans choix, rien n’est chargé.",
        en="You do not have to choose; without a choice nothing is loaded.",
    ),
    readers=(Role.DPO,),
)

RECEIPT = ModelDeclaration(
    model="consent.Receipt",
    activity=CONSENT.slug,
    name=Text(fr="Reçus des choix sur les traceurs", en="Receipts of choices about trackers"),
    columns={
        "number": Category.REFERENCE,
        "verdicts": JsonKeys(dict.fromkeys(PURPOSES, Category.EVIDENCE)),
        "made_at": Category.EVIDENCE,
        "replaced_at": Category.EVIDENCE,
        "language": Category.PREFERENCE,
        "panel": NotPersonal("which version of the panel was shown"),
        "policy_version": NotPersonal("which version of the policy was in force"),
        "policy_hash": NotPersonal("which version of the policy was in force"),
        "token": NotPersonal("a keyed hash of a random number"),
    },
    find=NotFoundByEmail(
        Text(
            fr="Un reçu ne contient ni adresse ni navigateur : seul le numéro gardé dans votre cookie "
            "y mène.",
            en="A receipt holds neither an address nor a browser: only the number kept in your cookie "
            "leads to it.",
        )
    ),
    subject="",
    retention=KeptWhile(
        Text(
            fr="12 mois à compter du choix, qui compte 6 mois",
            en="12 months from the choice, which counts for 6 months",
        )
    ),
    third_party=True,  # on a clock of their own: consent.services.prune_receipts
)

declare(
    activities=[CONSENT],
    models=[RECEIPT],
    nothing_personal={
        "consent.Activation": "which trackers the site uses, and the site's own account numbers",
        "consent.PanelVersion": "what the panel said",
        "consent.PanelPicture": "what the panel looked like",
        "consent.UndeclaredTracker": "hosts of other sites and how often they were kept away",
        "cookie_consent.CookieGroup": "the purposes visitors are asked about",
        "cookie_consent.Cookie": "names of the cookies that the site's trackers set",
        "cookie_consent.LogItem": "never written: the site keeps its own evidence",
    },
)
