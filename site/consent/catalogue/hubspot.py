"""HubSpot's tracking code. Its own consent banner stays off in the HubSpot account."""

from consent.catalogue.places import FRAMEWORK_AND_CLAUSES, HALF_HOUR, IRELAND_AND_US, VISIT, months
from consent.declarations import Identifier, Service, Trace
from privacy.texts import Text

HUBSPOT = Service(
    slug="hubspot",
    name="HubSpot",
    controller="HubSpot Ireland Limited",
    country=IRELAND_AND_US,
    transfer=FRAMEWORK_AND_CLAUSES,
    description=Text(
        fr="suivre les visites d’une même personne et adapter nos campagnes",
        en="follow the visits of one person and adapt our campaigns",
    ),
    purpose="advertising",
    sources={
        "script-src": (
            "https://js.hs-scripts.com",
            "https://js.hs-analytics.net",
            "https://js.hsadspixel.net",
        ),
        "connect-src": ("https://api.hubapi.com",),
        "img-src": ("https://track.hubspot.com",),
    },
    traces=(
        Trace(
            "hubspotutk",
            purpose=Text(fr="distinguer les visiteurs", en="tell visitors apart"),
            duration=months(6),
        ),
        Trace(
            "__hstc",
            purpose=Text(
                fr="compter les visites et leurs dates", en="count visits and their dates"
            ),
            duration=months(6),
        ),
        Trace(
            "__hssc",
            purpose=Text(fr="compter les pages d’une visite", en="count the pages of a visit"),
            duration=HALF_HOUR,
        ),
        Trace(
            "__hssrc",
            purpose=Text(fr="reconnaître une nouvelle visite", en="recognise a new visit"),
            duration=VISIT,
        ),
        Trace(
            "__cf_bm",
            host="hubspot.com",
            purpose=Text(fr="écarter les robots", en="keep robots away"),
            duration=HALF_HOUR,
        ),
        Trace(
            "_cfuvid",
            host="hubspot.com",
            purpose=Text(
                fr="limiter le nombre de demandes par navigateur",
                en="limit the number of requests of a browser",
            ),
            duration=VISIT,
        ),
    ),
    loader="consent/hubspot.js",
    identifier=Identifier(
        Text(fr="Numéro du compte (Hub ID)", en="Account number (Hub ID)"),
        r"[0-9]{4,12}",
        "1234567",
    ),
    removal=Text(
        fr="en effaçant les cookies de hubspot.com dans votre navigateur",
        en="by clearing the cookies of hubspot.com in your browser",
    ),
)
