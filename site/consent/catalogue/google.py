"""Google's services. Consent Mode in its basic form only: no tag of Google's before the agreement."""

from consent.catalogue.places import (
    FRAMEWORK_AND_CLAUSES,
    GOOGLE_REMOVAL,
    HALF_HOUR,
    IRELAND_AND_US,
    days,
    months,
)
from consent.declarations import Identifier, Kind, Service, Trace
from privacy.texts import Text

IRELAND = "Google Ireland Limited"
TAG_MANAGER = "https://www.googletagmanager.com"
LOADER = "consent/google.js"

ANALYTICS = Service(
    slug="google-analytics",
    name="Google Analytics",
    controller=IRELAND,
    country=IRELAND_AND_US,
    transfer=FRAMEWORK_AND_CLAUSES,
    description=Text(
        fr="compter les visites, savoir d’où elles viennent et quelles pages sont lues",
        en="count visits, know where they come from and which pages are read",
    ),
    purpose="performance",
    sources={
        "script-src": (TAG_MANAGER,),
        "connect-src": (
            TAG_MANAGER,
            "https://*.google-analytics.com",
            "https://*.analytics.google.com",
        ),
        "img-src": (TAG_MANAGER, "https://*.google-analytics.com"),
    },
    traces=(
        Trace(
            "_ga",
            purpose=Text(fr="distinguer les visiteurs", en="tell visitors apart"),
            duration=months(13),
        ),
        Trace(
            "_ga_*",
            purpose=Text(fr="garder l’état de la visite", en="keep the state of the visit"),
            duration=months(13),
        ),
    ),
    loader=LOADER,
    identifier=Identifier(
        Text(fr="Identifiant de mesure", en="Measurement ID"), r"G-[A-Z0-9]{6,12}", "G-AB12CD34EF"
    ),
)

ADS = Service(
    slug="google-ads",
    name="Google Ads",
    controller=IRELAND,
    country=IRELAND_AND_US,
    transfer=FRAMEWORK_AND_CLAUSES,
    description=Text(
        fr="savoir quelles annonces amènent des demandes et vous montrer les nôtres sur d’autres "
        "sites",
        en="know which advertisements lead to enquiries and show you ours on other sites",
    ),
    purpose="advertising",
    sources={
        "script-src": (
            TAG_MANAGER,
            "https://www.googleadservices.com",
            "https://googleads.g.doubleclick.net",
        ),
        "connect-src": (
            TAG_MANAGER,
            "https://www.googleadservices.com",
            "https://googleads.g.doubleclick.net",
            "https://pagead2.googlesyndication.com",
            "https://www.google.com",
        ),
        "img-src": (
            TAG_MANAGER,
            "https://googleads.g.doubleclick.net",
            "https://www.google.com",
            "https://www.google.fr",
        ),
        "frame-src": (TAG_MANAGER, "https://td.doubleclick.net"),
    },
    traces=(
        Trace(
            "_gcl_*",
            purpose=Text(
                fr="rattacher une demande à l’annonce qui l’a amenée",
                en="link an enquiry to the advertisement that led to it",
            ),
            duration=days(90),
        ),
        Trace(
            "_gcl_*",
            kind=Kind.LOCAL,
            purpose=Text(
                fr="rattacher une demande à l’annonce qui l’a amenée",
                en="link an enquiry to the advertisement that led to it",
            ),
            duration=days(90),
        ),
        Trace(
            "IDE",
            host="doubleclick.net",
            purpose=Text(
                fr="reconnaître votre navigateur d’un site à l’autre",
                en="recognise your browser from one site to another",
            ),
            duration=months(13),
        ),
    ),
    loader=LOADER,
    identifier=Identifier(
        Text(fr="Identifiant de conversion", en="Conversion ID"), r"AW-[0-9]{6,12}", "AW-123456789"
    ),
    removal=GOOGLE_REMOVAL,
)

MARKETING_PLATFORM = Service(
    slug="google-marketing-platform",
    name="Google Marketing Platform",
    controller=IRELAND,
    country=IRELAND_AND_US,
    transfer=FRAMEWORK_AND_CLAUSES,
    description=Text(
        fr="mesurer nos campagnes d’affichage et choisir les annonces montrées",
        en="measure our display campaigns and choose the advertisements shown",
    ),
    purpose="advertising",
    sources={
        "script-src": (TAG_MANAGER,),
        "connect-src": (TAG_MANAGER, "https://ad.doubleclick.net", "https://www.google.com"),
        "img-src": (TAG_MANAGER, "https://ad.doubleclick.net", "https://ade.googlesyndication.com"),
        "frame-src": (TAG_MANAGER, "https://*.fls.doubleclick.net", "https://td.doubleclick.net"),
    },
    traces=(
        Trace(
            "_gcl_*",
            purpose=Text(
                fr="rattacher une visite à l’annonce qui l’a amenée",
                en="link a visit to the advertisement that led to it",
            ),
            duration=days(90),
        ),
        Trace(
            "IDE",
            host="doubleclick.net",
            purpose=Text(
                fr="reconnaître votre navigateur d’un site à l’autre",
                en="recognise your browser from one site to another",
            ),
            duration=months(13),
        ),
    ),
    loader=LOADER,
    identifier=Identifier(
        Text(fr="Identifiant Floodlight", en="Floodlight ID"), r"DC-[0-9]{5,12}", "DC-1234567"
    ),
    removal=GOOGLE_REMOVAL,
)

RECAPTCHA = Service(
    slug="recaptcha",
    name="reCAPTCHA",
    controller="Google Cloud EMEA Limited",
    country=IRELAND_AND_US,
    transfer=FRAMEWORK_AND_CLAUSES,
    description=Text(
        fr="aider à distinguer une personne d’un robot quand un formulaire est envoyé",
        en="help to tell a person from a robot when a form is sent",
    ),
    purpose="third-parties",
    sources={
        "script-src": ("https://www.google.com/recaptcha/", "https://www.gstatic.com/recaptcha/"),
        "connect-src": ("https://www.google.com/recaptcha/",),
        "frame-src": ("https://www.google.com/recaptcha/", "https://recaptcha.google.com"),
    },
    traces=(
        Trace(
            "_GRECAPTCHA",
            host="www.google.com",
            purpose=Text(fr="estimer le risque d’un robot", en="estimate the risk of a robot"),
            duration=months(6),
        ),
        Trace(
            "_grecaptcha",
            kind=Kind.LOCAL,
            purpose=Text(fr="estimer le risque d’un robot", en="estimate the risk of a robot"),
            duration=HALF_HOUR,
        ),
    ),
    loader="consent/recaptcha.js",
    on_forms=True,
    setting="RECAPTCHA_CLIENT",
    removal=Text(
        fr="en effaçant les cookies de google.com dans votre navigateur",
        en="by clearing the cookies of google.com in your browser",
    ),
)
