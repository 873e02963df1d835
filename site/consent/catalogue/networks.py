"""The tags of social networks. Sharing needs none of them: it is done with plain links."""

from consent.catalogue.places import (
    A_DAY,
    CLAUSES,
    FRAMEWORK_AND_CLAUSES,
    IRELAND_AND_US,
    days,
    months,
)
from consent.declarations import Identifier, Kind, Service, Trace
from privacy.texts import Text

LINKEDIN = Service(
    slug="linkedin-insight",
    name="LinkedIn Insight",
    controller="LinkedIn Ireland Unlimited Company",
    country=IRELAND_AND_US,
    transfer=CLAUSES,
    description=Text(
        fr="mesurer nos campagnes sur LinkedIn et y montrer nos annonces à nos visiteurs",
        en="measure our campaigns on LinkedIn and show our advertisements there to our visitors",
    ),
    purpose="advertising",
    sources={
        "script-src": ("https://snap.licdn.com",),
        "connect-src": ("https://px.ads.linkedin.com",),
        "img-src": ("https://px.ads.linkedin.com", "https://www.linkedin.com"),
    },
    traces=(
        Trace(
            "li_fat_id",
            purpose=Text(
                fr="rattacher une demande à l’annonce qui l’a amenée",
                en="link an enquiry to the advertisement that led to it",
            ),
            duration=days(30),
        ),
        Trace(
            "li_fat_id",
            kind=Kind.LOCAL,
            purpose=Text(
                fr="rattacher une demande à l’annonce qui l’a amenée",
                en="link an enquiry to the advertisement that led to it",
            ),
            duration=days(30),
        ),
        Trace(
            "li_sugr",
            host="linkedin.com",
            purpose=Text(
                fr="reconnaître votre navigateur hors des pages de LinkedIn",
                en="recognise your browser outside of LinkedIn’s pages",
            ),
            duration=days(90),
        ),
        Trace(
            "bcookie",
            host="linkedin.com",
            purpose=Text(fr="reconnaître votre navigateur", en="recognise your browser"),
            duration=months(12),
        ),
        Trace(
            "bscookie",
            host="linkedin.com",
            purpose=Text(
                fr="reconnaître votre navigateur et protéger les comptes LinkedIn",
                en="recognise your browser and protect LinkedIn’s accounts",
            ),
            duration=months(12),
        ),
        Trace(
            "UserMatchHistory",
            host="linkedin.com",
            purpose=Text(
                fr="rapprocher les annonces de votre compte LinkedIn",
                en="match advertisements with your LinkedIn account",
            ),
            duration=days(30),
        ),
        Trace(
            "AnalyticsSyncHistory",
            host="linkedin.com",
            purpose=Text(
                fr="noter quand ce rapprochement a eu lieu", en="note when this matching took place"
            ),
            duration=days(30),
        ),
        Trace(
            "lidc",
            host="linkedin.com",
            purpose=Text(
                fr="choisir le centre de données de LinkedIn", en="choose LinkedIn’s data centre"
            ),
            duration=A_DAY,
        ),
        Trace(
            "li_gc",
            host="linkedin.com",
            purpose=Text(
                fr="garder ce que LinkedIn sait de vos choix",
                en="keep what LinkedIn knows of your choices",
            ),
            duration=months(6),
        ),
    ),
    loader="consent/linkedin.js",
    identifier=Identifier(
        Text(fr="Identifiant de partenaire", en="Partner ID"), r"[0-9]{4,10}", "123456"
    ),
    removal=Text(
        fr="sur linkedin.com, « Préférences », « Données publicitaires », ou en effaçant ses cookies "
        "dans votre navigateur",
        en="on linkedin.com, “Settings”, “Advertising data”, or by clearing its cookies in your "
        "browser",
    ),
)

META = Service(
    slug="meta",
    name="Meta",
    controller="Meta Platforms Ireland Limited",
    country=IRELAND_AND_US,
    transfer=FRAMEWORK_AND_CLAUSES,
    description=Text(
        fr="mesurer nos campagnes sur Facebook et Instagram et y montrer nos annonces à nos visiteurs",
        en="measure our campaigns on Facebook and Instagram and show our advertisements there to "
        "our visitors",
    ),
    purpose="advertising",
    sources={
        "script-src": ("https://connect.facebook.net",),
        "connect-src": ("https://connect.facebook.net", "https://www.facebook.com"),
        "img-src": ("https://www.facebook.com",),
    },
    traces=(
        Trace(
            "_fbp",
            purpose=Text(fr="distinguer les visiteurs", en="tell visitors apart"),
            duration=days(90),
        ),
        Trace(
            "_fbc",
            purpose=Text(
                fr="rattacher une demande à l’annonce qui l’a amenée",
                en="link an enquiry to the advertisement that led to it",
            ),
            duration=days(90),
        ),
        Trace(
            "fr",
            host="facebook.com",
            purpose=Text(
                fr="reconnaître votre navigateur d’un site à l’autre",
                en="recognise your browser from one site to another",
            ),
            duration=days(90),
        ),
    ),
    loader="consent/meta.js",
    identifier=Identifier(
        Text(fr="Identifiant du pixel", en="Pixel ID"), r"[0-9]{10,17}", "123456789012345"
    ),
    removal=Text(
        fr="sur facebook.com, « Espace Comptes », « Préférences publicitaires », ou en effaçant ses "
        "cookies dans votre navigateur",
        en="on facebook.com, “Accounts Center”, “Ad preferences”, or by clearing its cookies in your "
        "browser",
    ),
)
