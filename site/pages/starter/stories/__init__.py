"""Four examples: invented companies that show the products in use. Every page says so."""

from cms.starterkit import PageText, Text
from pages.models import StoryIndexPage

INDEX = PageText(
    model=StoryIndexPage,
    address="/clients/",
    slug="customers",
    title=Text("Clients", "Customers"),
    description=Text(
        "Quatre exemples d’équipes qui répondent avec Dimelo : énergie, commerce, transport, "
        "assurance. Les entreprises et leurs chiffres sont inventés.",
        "Four examples of teams that answer with Dimelo: energy, retail, transport, insurance. "
        "The companies and their figures are invented.",
    ),
    fields={
        "summary": Text(
            "Quatre récits pour se faire une idée. Ce sont des exemples : les entreprises sont "
            "inventées et leurs chiffres illustrent ce que l’on peut mesurer.",
            "Four stories to give you an idea. They are examples: the companies are invented and "
            "their figures illustrate what can be measured.",
        ),
    },
)
