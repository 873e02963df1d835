"""Dimelo Communities: a public place where customers help one another."""

from cms.starterkit import PageText, Prose, Text, block, first_of, link, to
from pages.models import ProductPage
from pages.starter.shapes import figure, question

from .communities_workings import PERMISSIONS, ROLES, STEPS, SUBPROCESSORS, USES

DATA_QUESTIONS = block(
    "questions",
    heading=Text("Les données des membres", "Members’ data"),
    items=[
        question(
            Text("Que sait-on d’un membre ?", "What is known about a member?"),
            Prose(
                """
Ce qu'il donne en s'inscrivant : nom, prénom, e-mail, parfois un identifiant, et les champs que
vous ajoutez. S'il passe par un service tiers comme Facebook Connect, ce service transmet ce que
ses réglages autorisent, rien d'autre.
""",
                """
What they give when registering: name, first name, e-mail address, possibly a login, and the
fields you add. If they come through a third party such as Facebook Connect, that service hands
over what their settings allow, and nothing else.
""",
            ),
        ),
        question(
            Text("Combien de temps ?", "For how long?"),
            Prose(
                """
Deux ans par défaut. Passé deux ans sans activité, l'identité du membre est retirée. Ses
contributions restent visibles, pour que les réponses gardent leur sens, et chacune peut être
supprimée.
""",
                """
Two years by default. After two years without activity, the member's identity is removed. What
they contributed stays visible, so that answers still make sense, and each piece can be deleted.
""",
            ),
        ),
        question(
            Text(
                "Un membre peut-il faire retirer ce qu’il a écrit ?",
                "Can members have what they wrote removed?",
            ),
            Prose(
                """
Oui, message par message. C'est utile quand un texte permet de reconnaître son auteur : retirer
une identité ne rend pas anonyme un message que la personne a signé.
""",
                """
Yes, one post at a time. This matters when a text gives its author away: removing an identity does
not make a post anonymous if its author signed it.
""",
            ),
        ),
    ],
)

PROOF = [
    block(
        "key_figures",
        heading=Text("Ce à quoi vous pouvez vous fier", "What you can rely on"),
        figures=[
            figure(
                Text("3 usages", "3 uses"),
                Text(
                    "entraide, mise en avant des bons contenus, innovation ouverte",
                    "mutual help, promotion of good content, open innovation",
                ),
            ),
            figure(
                Text("5 droits", "5 permissions"),
                Text(
                    "à répartir entre vos rôles : lire, créer, modifier, supprimer, modérer",
                    "to divide among your roles: read, create, edit, delete, moderate",
                ),
            ),
            figure(
                Text("2 ans", "2 years"),
                Text(
                    "sans activité, puis l’identité du membre est retirée",
                    "without activity, then the member’s identity is removed",
                ),
            ),
        ],
    ),
    block(
        "stories",
        heading=Text("Dans la pratique, par l’exemple", "In practice, by example"),
        introduction=Text(
            "Ces entreprises sont inventées pour montrer l’usage du produit.",
            "These companies are invented to show the product in use.",
        ),
        chosen=[to("/clients/atelier-norvelle/"), to("/clients/transports-calviere/")],
        more=[link("/clients/", Text("Tous les exemples", "All the examples"))],
    ),
]

ACTION = block(
    "call_to_action",
    heading=Text(
        "Commencez par la question qui revient", "Start with the question that keeps returning"
    ),
    text=Text(
        "Celle à laquelle vos équipes répondent de mémoire. C’est elle qui fera votre premier sujet.",
        "The one your team answers by heart. It will make your first topic.",
    ),
    links=[
        first_of(
            link("/contact/", Text("Parler de votre communauté", "Talk about your community")),
            link(
                "/clients/atelier-norvelle/",
                Text("Suivre un exemple complet", "Follow a full example"),
            ),
        ),
        link(
            "/produits/dimelo-digital/", Text("Voir aussi Dimelo Digital", "See Dimelo Digital too")
        ),
    ],
)

PAGE = PageText(
    model=ProductPage,
    address="/produits/dimelo-communities/",
    slug="dimelo-communities",
    title=Text("Dimelo Communities", "Dimelo Communities"),
    seo_title=Text(
        "Dimelo Communities – Vos clients s’entraident",
        "Dimelo Communities – Customers help each other",
    ),
    description=Text(
        "Une plateforme de communautés publiques : entraide entre clients, mise en avant des bonnes "
        "réponses, innovation ouverte, avec des rôles et une modération claire.",
        "A platform for public communities: customers helping each other, good answers brought "
        "forward, open innovation, with roles and clear moderation.",
    ),
    fields={
        "tagline": Text(
            "La bonne réponse existe déjà. Il lui manque un lieu.",
            "The right answer already exists. Give it a place to be found.",
        ),
        "summary": Text(
            "Dimelo Communities ouvre une communauté publique où vos clients s’entraident, où les "
            "bons contenus remontent et où les idées se discutent.",
            "Dimelo Communities opens a public community where customers help one another, good "
            "content rises and ideas are discussed.",
        ),
        "illustration": "community",
        "problem_heading": Text(
            "La même question, la dixième fois",
            "The same question, for the tenth time",
        ),
        "problem": Prose(
            """
Vos agents connaissent la réponse par cœur. Ils l'écrivent encore, à une personne de plus, dans un
échange que personne d'autre ne lira.

Pendant ce temps, des clients qui ont trouvé la solution la publient ailleurs : sur un forum que
vous ne suivez pas, dans un groupe que vous ne voyez pas. **Le savoir existe, mais pas chez
vous.**
""",
            """
Your agents know the answer by heart. They write it out again, for one more person, in an exchange
that nobody else will read.

Meanwhile customers who have found the solution post it elsewhere: on a forum you do not follow,
in a group you cannot see. **The knowledge exists, but not under your roof.**
""",
        ),
        "workings": [STEPS, USES, ROLES, PERMISSIONS, SUBPROCESSORS],
        "proof": PROOF,
        "next_step": [DATA_QUESTIONS, ACTION],
    },
)
