"""The policy's page: its parts in the order of the company's document."""

from cms.starterkit import PageText, Text
from policy.models import PolicyPage
from policy.starter import closing, products, website

POLICY = PageText(
    model=PolicyPage,
    address="/confidentialite/",
    slug="privacy",
    title=Text("Politique de confidentialité", "Privacy policy"),
    description=Text(
        "Ce que Dimelo recueille, pourquoi, pour combien de temps, qui le reçoit et quels sont vos "
        "droits, avec toutes les versions de cette politique.",
        "What Dimelo collects, why, for how long, who receives it and what your rights are, with "
        "every version of this policy.",
    ),
    fields={
        "summary": Text(
            "Ce que nous recueillons, pourquoi, pour combien de temps, et ce que vous pouvez en faire. "
            "Les durées et les tableaux sont imprimés depuis le registre que le site exécute.",
            "What we collect, why, for how long, and what you can do about it. Durations and tables "
            "are printed from the register that the site carries out.",
        ),
        "body": [*products.WHO, *products.PRODUCTS, *website.WEBSITE, *closing.CLOSING],
    },
)
