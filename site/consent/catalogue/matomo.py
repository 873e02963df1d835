"""Matomo on a host of one's own, configured as the CNIL exempts it from consent.

No user id, no cross-site or cross-device tracking, no heat maps or recordings, addresses shortened
on the server, cookies of 13 months that a visit does not prolong, figures for us alone. The visitor
may object all the same: the page of choices has a switch for it.
"""

from consent.catalogue.places import HALF_HOUR, NO_TRANSFER, WHERE_WE_HOST, months
from consent.declarations import Identifier, Service, Trace
from privacy.texts import Text

MATOMO = Service(
    slug="matomo",
    name="Matomo",
    controller="Dimelo",
    country=WHERE_WE_HOST,
    transfer=NO_TRANSFER,
    description=Text(
        fr="compter les visites de ce site, pour nous seuls et sans suivi d’un site à l’autre",
        en="count the visits of this site, for us alone and without following anyone elsewhere",
    ),
    purpose="performance",
    sources={
        "script-src": ("https://{host}",),
        "connect-src": ("https://{host}",),
        "img-src": ("https://{host}",),
    },
    traces=(
        Trace(
            "_pk_id.*",
            purpose=Text(fr="compter une personne une seule fois", en="count a person once only"),
            duration=months(13),
        ),
        Trace(
            "_pk_ses.*",
            purpose=Text(fr="reconnaître une même visite", en="recognise one visit"),
            duration=HALF_HOUR,
        ),
    ),
    loader="consent/matomo.js",
    identifier=Identifier(Text(fr="Numéro du site", en="Site number"), r"[0-9]{1,6}", "1"),
    needs_host=True,
    needs_consent=False,
)
