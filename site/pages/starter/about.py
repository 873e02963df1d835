"""The page about the company."""

from cms.starterkit import PageText, Text, block, first_of, link
from pages.models import TeamPage
from pages.starter.shapes import feature, prose, table

WHO = prose(
    """
## Un éditeur français de logiciels de relation client

Dimelo, une entreprise RingCentral, édite des logiciels pour la relation client **omnidigitale**.
Le mot est long ; l'idée est courte. Un client écrit par le canal qui lui convient, l'entreprise
lui répond au même endroit, et la conversation reste entière.

Nous faisons deux produits. [Dimelo Digital](/produits/dimelo-digital/) réunit dans une console
les messages de tous les canaux. [Dimelo Communities](/produits/dimelo-communities/) ouvre un lieu
public où les clients s'entraident. Nos clients sont des entreprises, et les personnes qui leur
écrivent sont les leurs, pas les nôtres : cette frontière explique beaucoup de nos choix.
""",
    """
## A French maker of software for customer relations

Dimelo, a RingCentral company, makes software for **omni-digital** customer relations. The word is
a long one, the idea short. Customers write through whichever channel suits them, the company
answers from one place, and the conversation stays whole.

We make two products. [Dimelo Digital](/produits/dimelo-digital/) gathers messages from every
channel into one console. [Dimelo Communities](/produits/dimelo-communities/) opens a public place
where customers help one another. Our clients are companies, and the people who write to them are
theirs, not ours: that line explains many of our choices.
""",
)

WORDS = table(
    Text("Quatre mots que nous employons avec soin", "Four words we use with care"),
    Text("Qui est qui dans nos textes", "Who is who in our texts"),
    [Text("Mot", "Word"), Text("Sens", "Meaning")],
    [
        Text("Client", "Client"),
        Text("L’entreprise qui souscrit à nos services", "The company that buys our service"),
    ],
    [
        Text("Agent", "Agent"),
        Text(
            "La personne qui, chez le client, répond aux messages",
            "The member of the client’s staff who answers messages",
        ),
    ],
    [
        Text("Utilisateur final", "End user"),
        Text("La personne qui écrit au client", "The person who writes to the client"),
    ],
    [
        Text("Visiteur", "Visitor"),
        Text("Vous, qui lisez ce site", "You, reading this site"),
    ],
)

CHOICES = block(
    "features",
    heading=Text("Ce à quoi nous tenons", "What we care about"),
    items=[
        feature(
            "speech",
            Text("Des mots simples", "Plain words"),
            Text(
                "Un texte que l’on ne comprend pas à la première lecture est un texte à reprendre, "
                "y compris quand il parle de droit.",
                "A text you do not understand on first reading needs rewriting, even when it is "
                "about the law.",
            ),
        ),
        feature(
            "shield",
            Text("Le client aux commandes", "The client in charge"),
            Text(
                "Il fixe les durées, les rôles et les droits. Il a les outils pour répondre seul à ceux "
                "qui lui écrivent.",
                "Clients set periods, roles and permissions. They have the tools to answer, by "
                "themselves, the people who write to them.",
            ),
        ),
        feature(
            "journal",
            Text("Des traces lisibles", "Records you can read"),
            Text(
                "Ce qui est fait sur la plateforme laisse une trace. Nous préférons pouvoir expliquer.",
                "What is done on the platform leaves a trace. We prefer being able to explain.",
            ),
            link("/actualites/un-journal-pour-savoir-ce-qui-s-est-passe/"),
        ),
        feature(
            "clock",
            Text("Des durées tenues", "Periods that are kept"),
            Text(
                "Une durée écrite dans une politique doit être une durée appliquée par le logiciel.",
                "A period written in a policy should be a period that the software enforces.",
            ),
            link("/actualites/deux-ans-par-defaut-et-apres/"),
        ),
    ],
)

SITE = prose(
    """
## Ce que ce site demande, et ce qu'il ne demande pas

Pour lire ces pages, rien. Aucun traceur soumis à consentement n'est déposé avant votre choix, et
refuser est aussi simple qu'accepter. [Nous expliquons
pourquoi](/actualites/refuser-aussi-simplement-qu-accepter/).

Ce que vous nous confiez par un formulaire n'est ni partagé ni communiqué, en dehors des
prestataires qui le traitent pour nous, sous contrat et pour cette seule tâche.
""",
    """
## What this site asks of you, and what it does not

To read these pages, nothing. No tracker that needs consent is set before you choose, and refusing
is as easy as accepting. [Here is why](/actualites/refuser-aussi-simplement-qu-accepter/).

What you give us through a form is neither shared nor passed on, other than to the providers that
process it for us, under contract and for that task alone.
""",
)

ACTION = block(
    "call_to_action",
    heading=Text("Et maintenant ?", "Where next?"),
    text=Text(
        "Le plus parlant est encore de voir les produits à l’œuvre.",
        "The products speak best when seen at work.",
    ),
    links=[
        link("/produits/", Text("Voir les produits", "See the products")),
        first_of(
            link("/carrieres/", Text("Travailler chez Dimelo", "Work at Dimelo")),
            link("/actualites/", Text("Lire nos articles", "Read our articles")),
        ),
    ],
)

ABOUT = PageText(
    model=TeamPage,
    address="/a-propos/",
    slug="about",
    title=Text("À propos", "About us"),
    description=Text(
        "Dimelo, une entreprise RingCentral, édite en France des logiciels de relation client "
        "omnidigitale. Qui nous sommes et ce à quoi nous tenons.",
        "Dimelo, a RingCentral company, makes software in France for omni-digital customer "
        "relations. Who we are and what we care about.",
    ),
    fields={
        "summary": Text(
            "Nous éditons des logiciels pour que les entreprises et leurs clients se comprennent, "
            "quel que soit le canal par lequel ils s’écrivent.",
            "We make software so that companies and their customers understand each other, "
            "whichever channel they write through.",
        ),
        "body": [WHO, WORDS, CHOICES, SITE, ACTION],
    },
)
