"""Teams and workplaces. The addresses are examples: the company's own are for HR to enter."""

from careers.models import Team, Workplace
from cms.starterkit import Text, plant_snippet

PRODUCT = "Produit"
SUPPORT = "Accompagnement des clients"
OPERATIONS = "Exploitation et sécurité"

TEAMS = (
    (Text(PRODUCT, "Product"), Text("produit", "product")),
    (Text(SUPPORT, "Client support"), Text("accompagnement", "client-support")),
    (Text(OPERATIONS, "Operations and security"), Text("exploitation", "operations")),
)
PLACES = (
    ("Paris", "paris", "Paris", "75011", "Île-de-France"),
    ("Lyon", "lyon", "Lyon", "69003", "Auvergne-Rhône-Alpes"),
    ("Nantes", "nantes", "Nantes", "44000", "Pays de la Loire"),
)


def plant_lists() -> None:
    for name, slug in TEAMS:
        plant_snippet(Team, name=name, slug=slug)
    for shown, place, locality, postal_code, region in PLACES:
        Workplace.objects.get_or_create(
            slug=place,
            defaults={
                "name": shown,
                "locality": locality,
                "postal_code": postal_code,
                "region": region,
            },
        )
