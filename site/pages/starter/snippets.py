"""Sectors, categories and the teams that sign articles."""

from cms.starterkit import Text, plant_snippet
from pages.models import Author, NewsCategory, Sector

SECTORS = (
    (Text("Énergie", "Energy"), Text("energie", "energy")),
    (Text("Commerce", "Retail"), Text("commerce", "retail")),
    (Text("Transport", "Transport"), Text("transport", "transport")),
    (Text("Assurance", "Insurance"), Text("assurance", "insurance")),
)

CATEGORIES = (
    (Text("Canaux", "Channels"), Text("canaux", "channels")),
    (Text("Données", "Data"), Text("donnees", "data")),
    (Text("Communautés", "Communities"), Text("communautes", "communities")),
)

PRODUCT_TEAM = Text("L’équipe produit", "The product team")
PRIVACY_TEAM = Text("L’équipe protection des données", "The data protection team")
COMMUNITY_TEAM = Text("L’équipe communautés", "The communities team")
TEAMS = (PRODUCT_TEAM, PRIVACY_TEAM, COMMUNITY_TEAM)


def plant_snippets() -> None:
    for name, slug in SECTORS:
        plant_snippet(Sector, name=name, slug=slug)
    for name, slug in CATEGORIES:
        plant_snippet(NewsCategory, name=name, slug=slug)
    for name in TEAMS:
        plant_snippet(Author, name=name, role=Text("Dimelo", "Dimelo"))
