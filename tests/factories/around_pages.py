"""What stands beside the pages of the whole site: the offers, and the chrome of every page."""

from types import SimpleNamespace
from typing import Any

from wagtail.models import Page

from careers.models import CareersPage, SpontaneousApplicationPage, Team, Workplace
from careers.services import close_offer
from cms.models import AnnouncementBar, CompanyIdentity, Footer, MainMenu

from . import blocks
from .offers import put_offer
from .written_pages import put


def careers(site: SimpleNamespace) -> None:
    site.careers = put(
        site.home,
        CareersPage(
            title="Carrières",
            slug="carrieres",
            summary="Vous non plus ne restez pas sans réponse.",
            promise="Le salaire est dans l’annonce, une personne vous répond.",
        ),
    )
    site.team_of_offers = Team.objects.create(
        name="Produit", slug="produit", locale=site.home.locale
    )
    paris = Workplace.objects.create(name="Paris 11ᵉ", slug="paris", locality="Paris")
    lyon = Workplace.objects.create(name="Lyon", slug="lyon", locality="Lyon")
    places = SimpleNamespace(
        careers=site.careers, team=site.team_of_offers, workplace=paris, home=site.home
    )
    steps = [("step", {"title": "Un échange", "text": "Trente minutes, avec qui recrute."})]
    site.offer = put_offer(places, steps=steps)
    put_offer(
        places, title="Designer", slug="designer", is_example=True, contract="cdd", months=6,
        fixed_term_reason="remplacement", workplaces=[paris, lyon],
    )  # fmt: skip
    site.offer_filled = put_offer(places, title="Pourvue", slug="pourvue")
    close_offer(offer=site.offer_filled, by=None)
    site.spontaneous = put(
        site.careers,
        SpontaneousApplicationPage(title="Candidature spontanée", slug="candidature-spontanee"),
    )


def chrome(site: SimpleNamespace) -> None:
    def entry(page: Page, *children: Page, description: str = "") -> dict[str, Any]:
        rows = [{"label": "", "page": child.pk, "address": ""} for child in children]
        value = {"label": "", "page": page.pk, "address": "", "description": description}
        return {"type": "entry", "value": {**value, "children": rows}}

    def column(title: str, *pages: Page) -> dict[str, Any]:
        rows = [{"label": "", "page": page.pk, "address": ""} for page in pages]
        return {"type": "column", "value": {"title": title, "links": rows}}

    MainMenu.objects.create(
        locale=site.french,
        entries=[
            entry(site.products, site.digital, site.communities, description="Les deux produits"),
            entry(site.stories),
            entry(site.news),
            entry(site.team),
        ],
        button=[{"type": "button", "value": blocks.link("Nous contacter")}],
    )
    Footer.objects.create(
        locale=site.french,
        introduction="Des logiciels pour répondre à vos clients sur tous les canaux digitaux.",
        columns=[
            column("Plateforme", site.digital, site.communities),
            column("Entreprise", site.team, site.stories, site.news),
            column("Informations", site.legal, site.standard, site.map, site.search),
        ],
        social=[
            {
                "type": "network",
                "value": {"network": "linkedin", "address": "https://www.linkedin.com/company/x"},
            }
        ],
    )
    AnnouncementBar.objects.create(
        locale=site.french,
        text="Dimelo Digital 2026 : le journal des événements se lit par personne.",
        link=[{"type": "link", "value": blocks.link("Lire l’article", site.article.url)}],
    )
    CompanyIdentity.objects.create(
        locale=site.french, name="Dimelo", tagline="Une entreprise RingCentral"
    )
