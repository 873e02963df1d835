"""The home page: its proofs, its questions, and the whole in order."""

from cms.starterkit import PageText, Prose, Text, block, first_of, link
from pages.models import HomePage
from pages.starter.home_sections import ENTRIES, FIGURES, HERO, STEPS, TOGETHER
from pages.starter.shapes import question

STORIES = block(
    "stories",
    heading=Text(
        "Quatre équipes imaginées, des questions réelles", "Imagined teams, real questions"
    ),
    introduction=Text(
        "Ces récits sont des exemples : les entreprises sont inventées, leurs difficultés non.",
        "These stories are examples: the companies are invented, their difficulties are not.",
    ),
    number=2,
    more=[link("/clients/", Text("Tous les exemples", "All the examples"))],
)

RESOURCES = block(
    "resources",
    heading=Text("À emporter", "Take it with you"),
    introduction=Text(
        "Des guides courts pour décider, dont le contenu se lit avant de les demander.",
        "Short guides to decide with; see what is in them before you ask.",
    ),
    number=2,
    more=[link("/ressources/", Text("Toutes les ressources", "All resources"))],
)
NEWS = block(
    "news",
    heading=Text("Ce que nous avons à en dire", "What we have to say about it"),
    number=3,
    more=[link("/actualites/", Text("Toutes les actualités", "All news"))],
)

HIRING = block(
    "offers",
    heading=Text("Nous recrutons", "We are hiring"),
    introduction=Text(
        "Le salaire est dans l’annonce, une personne répond, le CV s’efface à la date promise.",
        "The pay is in the offer, a person answers, the CV is erased on the promised date.",
    ),
    number=2,
    more=[link("/carrieres/", Text("Toutes les offres", "All the offers"))],
)

QUESTIONS = block(
    "questions",
    heading=Text("Vos premières questions", "Your first questions"),
    items=[
        question(
            Text(
                "Quels canaux peut-on relier à la console ?",
                "Which channels can be connected to the console?",
            ),
            Prose(
                """
L'e-mail, les réseaux sociaux, le chat en direct, les messageries, le SMS et les applications
mobiles. La plateforme distingue les canaux privés, comme la messagerie ou le SMS, des canaux
publics, comme les réseaux sociaux et les forums.
""",
                """
E-mail, social networks, live chat, messaging apps, SMS and mobile apps. The platform tells
private channels, such as messaging or SMS, from public ones, such as social networks and forums.
""",
            ),
        ),
        question(
            Text(
                "Combien de temps les messages sont-ils conservés ?",
                "How long are messages kept?",
            ),
            Prose(
                """
Deux ans par défaut. Le client décide d'une autre durée et nous suivons son instruction : [voici
comment cela se passe](/actualites/deux-ans-par-defaut-et-apres/).
""",
                """
Two years by default. The client may decide on another period and we follow that instruction:
[here is how it works](/actualites/deux-ans-par-defaut-et-apres/).
""",
            ),
        ),
        question(
            Text(
                "À qui s’adresse une personne qui veut consulter ou faire effacer ses données ?",
                "Who should people ask to see their data, or have it erased?",
            ),
            Prose(
                """
À l'entreprise à laquelle elle a écrit, qui est notre cliente. Celle-ci dispose, dans l'outil, de
quoi répondre seule à la demande.
""",
                """
The company they wrote to, which is our client. It has what it needs, within the tool, to deal
with the request by itself.
""",
            ),
        ),
        question(
            Text(
                "Faut-il prendre les deux produits ?",
                "Do we need both products?",
            ),
            Prose(
                """
Non. [Dimelo Digital](/produits/dimelo-digital/) et [Dimelo
Communities](/produits/dimelo-communities/) fonctionnent l'un sans l'autre.
""",
                """
No. [Dimelo Digital](/produits/dimelo-digital/) and [Dimelo
Communities](/produits/dimelo-communities/) each work without the other.
""",
            ),
        ),
    ],
)

ACTION = block(
    "call_to_action",
    heading=Text("Partons de vos messages", "Start from your own messages"),
    text=Text(
        "Quels canaux suivez-vous déjà, lesquels vous échappent, qui répond à quoi : c’est de là "
        "que part une bonne installation.",
        "Which channels you already follow, which slip past you, who answers what: "
        "that is where a good set-up begins.",
    ),
    links=[
        first_of(
            link("/contact/", Text("Nous parler de vos canaux", "Tell us about your channels")),
            link("/produits/", Text("Comparer les deux produits", "Compare the two products")),
        ),
        link("/clients/", Text("Lire les exemples", "Read the examples")),
    ],
)

HOME = PageText(
    model=HomePage,
    address="/",
    slug="home",
    title=Text("Accueil", "Home"),
    seo_title=Text(
        "Dimelo – Tous vos canaux, une seule conversation",
        "Dimelo – Every channel, one conversation",
    ),
    description=Text(
        "Dimelo édite des logiciels de relation client digitale : une console pour tous vos "
        "canaux et une plateforme de communautés d’entraide.",
        "Dimelo makes software for digital customer relations: one console for all your channels "
        "and a platform for communities of mutual help.",
    ),
    fields={
        "body": [
            HERO,
            FIGURES,
            ENTRIES,
            TOGETHER,
            STEPS,
            STORIES,
            RESOURCES,
            NEWS,
            HIRING,
            QUESTIONS,
            ACTION,
        ]
    },
)
