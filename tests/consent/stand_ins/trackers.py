"""One stand-in for each purpose, and one that is exempt; all are declared as the real ones are."""

from django.conf import settings

from consent.declarations import Kind, Service, Trace
from consent.trackers import declare
from privacy.texts import Text

HOST = f"http://{settings.STAND_IN}"
WORD = Text(fr="compter les visites", en="count visits")
DAY = Text(fr="1 jour", en="1 day")
NAMES = {
    "measure": ("Mesureur", "performance"),
    "adverts": ("Annonceur", "advertising"),
    "player": ("Lecteur", "third-parties"),
    "counter": ("Compteur", "performance"),
}


def stand_in(slug: str, **more) -> Service:
    name, purpose = NAMES[slug]
    return Service(
        slug=slug,
        name=name,
        controller=f"{name} SA",
        country=Text(fr="Pays d’essai", en="Testland"),
        transfer=Text(fr="aucun transfert", en="no transfer"),
        description=WORD,
        purpose=purpose,
        loader=f"/stand-in/{slug}.js",
        **more,
    )


def trace(name: str, kind: Kind = Kind.COOKIE, host: str = "") -> Trace:
    return Trace(name, purpose=WORD, duration=DAY, kind=kind, host=host)


declare(
    stand_in(
        "measure",
        sources={"script-src": (HOST,), "connect-src": (HOST,)},
        traces=(
            trace("_sm"),
            trace("_sm_*"),
            trace("sm-queue", Kind.LOCAL),
            trace("sm-visit", Kind.SESSION),
            trace("sm-base", Kind.DATABASE),
        ),
    ),
    stand_in(
        "adverts",
        sources={"script-src": (HOST,), "img-src": (HOST,)},
        traces=(trace("_sa_click"),),
    ),
    stand_in("player", sources={"frame-src": (HOST,)}),
    stand_in(
        "counter",
        sources={"script-src": (HOST,)},
        traces=(trace("_sc"),),
        needs_consent=False,
    ),
)
