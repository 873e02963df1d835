"""Players of other hosts' videos: framed on a page of their own, for those who agree."""

from consent.catalogue.places import (
    CLAUSES,
    FRAMEWORK_AND_CLAUSES,
    FRANCE,
    IRELAND_AND_US,
    NO_TRANSFER,
    UNITED_STATES,
    VISIT,
    YEAR,
    months,
)
from consent.declarations import Kind, Service, Trace
from privacy.texts import Text

PLAY = Text(
    fr="lire ici les vidéos que nous y publions", en="play here the videos we publish there"
)

YOUTUBE = Service(
    slug="youtube",
    name="YouTube",
    controller="Google Ireland Limited",
    country=IRELAND_AND_US,
    transfer=FRAMEWORK_AND_CLAUSES,
    description=PLAY,
    purpose="third-parties",
    sources={"frame-src": ("https://www.youtube-nocookie.com",)},
    traces=(
        Trace(
            "VISITOR_INFO1_LIVE",
            host="youtube-nocookie.com",
            purpose=Text(fr="adapter la qualité de lecture", en="adapt the quality of playback"),
            duration=months(6),
        ),
        Trace(
            "yt-remote-*",
            kind=Kind.LOCAL,
            host="youtube-nocookie.com",
            purpose=Text(fr="garder les réglages du lecteur", en="keep the player’s settings"),
            duration=VISIT,
        ),
    ),
    removal=Text(
        fr="en effaçant les cookies de youtube-nocookie.com dans votre navigateur",
        en="by clearing the cookies of youtube-nocookie.com in your browser",
    ),
)

VIMEO = Service(
    slug="vimeo",
    name="Vimeo",
    controller="Vimeo.com, Inc.",
    country=UNITED_STATES,
    transfer=CLAUSES,
    description=PLAY,
    purpose="third-parties",
    sources={"frame-src": ("https://player.vimeo.com",)},
    traces=(
        Trace(
            "__cf_bm",
            host="vimeo.com",
            purpose=Text(fr="écarter les robots", en="keep robots away"),
            duration=Text(fr="30 minutes", en="30 minutes"),
        ),
    ),
    removal=Text(
        fr="en effaçant les cookies de vimeo.com dans votre navigateur",
        en="by clearing the cookies of vimeo.com in your browser",
    ),
)

DAILYMOTION = Service(
    slug="dailymotion",
    name="Dailymotion",
    controller="Dailymotion SA",
    country=FRANCE,
    transfer=NO_TRANSFER,
    description=PLAY,
    purpose="third-parties",
    sources={"frame-src": ("https://www.dailymotion.com", "https://geo.dailymotion.com")},
    traces=(
        Trace(
            "v1st",
            host="dailymotion.com",
            purpose=Text(fr="distinguer les spectateurs", en="tell viewers apart"),
            duration=YEAR,
        ),
    ),
    removal=Text(
        fr="en effaçant les cookies de dailymotion.com dans votre navigateur",
        en="by clearing the cookies of dailymotion.com in your browser",
    ),
)
