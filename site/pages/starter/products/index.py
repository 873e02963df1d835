"""The products side by side."""

from cms.starterkit import PageText, Prose, Table, Text, block, first_of, link
from pages.models import ProductIndexPage

COMPARISON = block(
    "table",
    heading=Text("Lequel pour quel besoin ?", "Which one for which need?"),
    caption=Text("Dimelo Digital et Dimelo Communities", "Dimelo Digital and Dimelo Communities"),
    table=Table(
        columns=[
            Text("Question", "Question"),
            Text("Dimelo Digital", "Dimelo Digital"),
            Text("Dimelo Communities", "Dimelo Communities"),
        ],
        rows=[
            [
                Text("À quoi sert-il ?", "What is it for?"),
                Text(
                    "Traiter les messages venus de tous les canaux",
                    "Handling messages from every channel",
                ),
                Text(
                    "Faire vivre un lieu public d’entraide et d’idées",
                    "Running a public place for mutual help and ideas",
                ),
            ],
            [
                Text("Qui répond ?", "Who answers?"),
                Text("Vos agents", "Your agents"),
                Text("Les membres, et vos équipes avec eux", "Members, and your team with them"),
            ],
            [
                Text("Qui peut lire ?", "Who can read it?"),
                Text(
                    "Selon le canal : privé ou public",
                    "It depends on the channel: private or public",
                ),
                Text("Tout le monde par défaut", "Everyone, by default"),
            ],
            [
                Text("Qui règle les droits ?", "Who sets permissions?"),
                Text("Vous, par rôles et permissions", "You, through roles and permissions"),
                Text("Vous, par rôles et permissions", "You, through roles and permissions"),
            ],
            [
                Text("Conservation par défaut", "Default retention"),
                Text("2 ans, modifiable sur instruction", "2 years, changed on your instruction"),
                Text("2 ans", "2 years"),
            ],
        ],
    ),
)

TOGETHER = block(
    "text",
    text=Prose(
        """
## Et les deux ensemble ?

Une question posée dix fois à vos agents a sans doute sa place dans la communauté. À l'inverse, un
membre qui parle de sa facture a besoin d'un échange privé. Les deux produits répondent à ces deux
moments : l'un où la réponse profite à tous, l'autre où elle ne regarde qu'une personne.

Rien n'oblige à commencer par les deux. Le plus souvent, le volume des messages décide : s'il
déborde de partout, la console d'abord ; si les mêmes questions reviennent, la communauté.
""",
        """
## What about both together?

A question your agents have answered ten times probably belongs in the community. A member who
starts talking about a bill, on the other hand, needs a private exchange. The two products cover
those two moments: one where the answer helps everybody, the other where it concerns one person
alone.

There is no need to begin with both. Volume is usually the deciding factor: if messages are
spilling over on all sides, start with the console; if the same questions keep returning, the
community.
""",
    ),
    contents=False,
)

ACTION = block(
    "call_to_action",
    heading=Text("Voir avant de choisir", "See before you choose"),
    text=Text(
        "Quatre récits d’exemple suivent une demande de bout en bout, avec l’un des produits "
        "ou avec les deux.",
        "Four example stories follow a request from end to end, with one of the products or both.",
    ),
    links=[
        link("/clients/", Text("Lire les exemples", "Read the examples")),
        first_of(
            link("/contact/", Text("Nous poser une question", "Ask us a question")),
            link("/a-propos/", Text("Qui nous sommes", "Who we are")),
        ),
    ],
)

INDEX = PageText(
    model=ProductIndexPage,
    address="/produits/",
    slug="products",
    title=Text("Produits", "Products"),
    description=Text(
        "Dimelo Digital pour traiter les messages de tous vos canaux, Dimelo Communities pour "
        "animer une communauté d’entraide : à quoi sert chacun.",
        "Dimelo Digital to handle messages from every channel, Dimelo Communities to run a "
        "community of mutual help: what each one is for.",
    ),
    fields={
        "summary": Text(
            "Une console pour répondre sur tous les canaux, une plateforme pour que les clients "
            "s’aident entre eux. Ensemble ou séparément.",
            "A console to answer on every channel, a platform for customers to help one another. "
            "Together or separately.",
        ),
        "body": [COMPARISON, TOGETHER, ACTION],
    },
)
