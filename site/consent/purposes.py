"""The three purposes a visitor is asked about. The Flash family of 2018 is closed: it is no purpose."""

from consent.declarations import Purpose
from privacy.texts import Text

PERFORMANCE = Purpose(
    slug="performance",
    name=Text(fr="Mesure d’audience", en="Audience measurement"),
    line=Text(
        fr="savoir quelles pages servent, pour les améliorer",
        en="know which pages are useful, to improve them",
    ),
    order=1,
)
ADVERTISING = Purpose(
    slug="advertising",
    name=Text(fr="Publicité ciblée", en="Targeted advertising"),
    line=Text(
        fr="mesurer nos campagnes et vous montrer nos annonces ailleurs",
        en="measure our campaigns and show you our advertisements elsewhere",
    ),
    order=2,
)
THIRD_PARTIES = Purpose(
    slug="third-parties",
    name=Text(fr="Contenus et protections de tiers", en="Third-party content and protection"),
    line=Text(
        fr="lire ici des vidéos d’autres sites, protéger les formulaires par un tiers",
        en="play videos of other sites here, have a third party protect the forms",
    ),
    order=3,
)

PURPOSES = {purpose.slug: purpose for purpose in (PERFORMANCE, ADVERTISING, THIRD_PARTIES)}
