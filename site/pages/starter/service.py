"""The pages that help people find their way."""

from cms.starterkit import PageText, Text
from pages.models import SearchPage, SiteMapPage

SITE_MAP = PageText(
    model=SiteMapPage,
    address="/plan-du-site/",
    slug="site-map",
    title=Text("Plan du site", "Site map"),
    description=Text(
        "Toutes les pages du site de Dimelo, rangées comme dans les menus.",
        "Every page of the Dimelo site, arranged as in the menus.",
    ),
    fields={
        "summary": Text(
            "Toutes les pages du site, de la plus générale à la plus précise.",
            "Every page of the site, from the most general to the most specific.",
        ),
    },
)

SEARCH = PageText(
    model=SearchPage,
    address="/recherche/",
    slug="search",
    title=Text("Recherche", "Search"),
    description=Text(
        "Chercher une page, un article ou un exemple sur le site de Dimelo.",
        "Find a page, an article or an example on the Dimelo site.",
    ),
    fields={
        "summary": Text(
            "Quelques mots suffisent ; les accents et les pluriels sont reconnus.",
            "A few words will do; accents and plurals are recognised.",
        ),
    },
)
