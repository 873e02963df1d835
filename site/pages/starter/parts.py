"""Menus, footer, announcement and identity, from the pages that exist."""

from typing import Any

from cms.models import AnnouncementBar, CompanyIdentity, Footer, MainMenu
from cms.starterkit import (
    Block,
    Text,
    complete_part,
    existing,
    first_of,
    link,
    plant_part,
)


def menu() -> dict[str, Any]:
    """The main menu's values."""
    products = {
        **link("/produits/", Text("Produits", "Products")),
        "children": [
            link("/produits/dimelo-digital/"),
            link("/produits/dimelo-communities/"),
            link("/produits/", Text("Comparer les deux", "Compare the two")),
        ],
    }
    entries = [
        products,
        *existing(
            link("/clients/"),
            link("/ressources/"),
            link("/actualites/"),
            link("/carrieres/"),
            link("/a-propos/"),
        ),
    ]
    button = first_of(
        link("/contact/", Text("Nous contacter", "Contact us")),
        link("/produits/", Text("Voir les produits", "See the products")),
    )
    return {
        "entries": [Block("entry", entry) for entry in entries],
        "button": [Block("button", button)],
    }


def footer() -> dict[str, Any]:
    """The footer's values."""
    columns = (
        (
            Text("Produits", "Products"),
            existing(
                link("/produits/dimelo-digital/"),
                link("/produits/dimelo-communities/"),
                link("/clients/", Text("Exemples d’usage", "Examples of use")),
            ),
        ),
        (
            Text("Entreprise", "Company"),
            existing(
                link("/a-propos/"),
                link("/actualites/"),
                link("/ressources/"),
                link("/carrieres/"),
                link("/newsletter/"),
                link("/contact/"),
            ),
        ),
        (
            Text("Le site", "This site"),
            existing(
                link("/mentions-legales/"),
                link("/confidentialite/"),
                link("/vos-donnees/"),
                link(
                    "/accessibilite/",
                    # The words the decree no. 2019-768 (art. 5) wants while no audit exists.
                    Text("Accessibilité : non conforme", "Accessibility: not compliant"),
                ),
                link("/plan-du-site/"),
                link("/recherche/"),
            ),
        ),
    )
    return {
        "introduction": Text(
            "Dimelo édite des logiciels pour que les entreprises et leurs clients gardent le fil de "
            "leurs conversations.",
            "Dimelo makes software that keeps companies and their customers in the same conversation.",
        ),
        "columns": [
            Block("column", {"title": title, "links": links}) for title, links in columns if links
        ],
    }


def plant_parts() -> None:
    """Make the parts that every page shows. What is not known of the company stays empty."""
    plant_part(MainMenu, **menu())
    plant_part(Footer, **footer())
    plant_part(
        CompanyIdentity,
        name="Dimelo",
        tagline=Text("Une entreprise RingCentral", "A RingCentral company"),
    )
    plant_part(
        AnnouncementBar,
        published=False,
        text=Text(
            "Une seule page pour compter vos canaux, en un quart d’heure.",
            "One page to count your channels, in a quarter of an hour.",
        ),
        link=[
            Block("link", link("/compter-vos-canaux/", Text("Faire le compte", "Start counting")))
        ],
    )


def complete_parts() -> None:
    """Bring menus and footers up to the pages that exist, unless an editor has changed them."""
    complete_part(MainMenu, **menu())
    complete_part(Footer, **footer())
