"""Example offers of the teams that look after clients and machines."""

from decimal import Decimal

from careers.models import OfferPage, Team
from careers.starter.lists import OPERATIONS
from careers.starter.lists import SUPPORT as SUPPORT_TEAM
from careers.starter.planting import Places
from careers.starter.shapes import READERS, STEPS, SYNTEC, criterion, question
from cms.starterkit import PageText, Prose, Text, named

SUPPORT = PageText(
    model=OfferPage,
    address="/carrieres/accompagnement-des-clients/",
    slug="client-onboarding",
    title=Text("Chargée ou chargé d'accompagnement des clients", "Client onboarding specialist"),
    description=Text(
        "CDD de 9 mois à Lyon, 2 700 à 3 100 € brut par mois : accompagner l'installation de Dimelo "
        "Digital chez nos clients.",
        "Nine-month contract in Lyon, €2,700 to 3,100 gross a month: help clients set up Dimelo "
        "Digital.",
    ),
    fields={
        "summary": Text(
            "Vous aidez nos clients à relier leurs canaux, à régler les rôles et les droits, et à "
            "former leurs agents.",
            "You help our clients connect their channels, set roles and permissions, and train their "
            "agents.",
        ),
        "contract": "cdd",
        "fixed_term_reason": "remplacement",
        "months": 9,
        "hours": Text("35 heures par semaine", "35 hours a week"),
        "workplaces": Places("lyon"),
        "remote_days": 2,
        "team": named(Team, SUPPORT_TEAM),
        "salary_min": Decimal(2700),
        "salary_max": Decimal(3100),
        "salary_period": "mois",
        "agreement": SYNTEC,
        "classification": Text("ETAM, position 3.1", "staff, position 3.1"),
        "description": Prose(
            """
Une bonne installation commence par des questions : qui écrit à nos clients, par où, et qui
répond à quoi. Vous les posez, puis vous réglez l'outil avec eux.

### Ce que vous ferez

- suivre cinq à six installations à la fois, chacune sur deux mois environ ;
- écrire les guides que vous auriez aimé trouver ;
- rapporter à l'équipe produit ce qui coince, avec des exemples.
""",
            """
A good set-up begins with questions: who writes to our clients, by which way, and who answers what.
You ask them, then you set up the tool with the client.

### What you will do

- follow five or six set-ups at a time, each of about two months;
- write the guides you would have liked to find;
- tell the product team what gets stuck, with examples.
""",
        ),
        "criteria": [
            criterion(
                Text("Expliquer sans jargon", "Explain without jargon"),
                Text(
                    "Une procédure que vous avez rendue simple.",
                    "A procedure that you made simple.",
                ),
            ),
            criterion(
                Text("Tenir plusieurs dossiers", "Keep several files going"),
                Text(
                    "Comment vous savez, le lundi, ce qui attend.",
                    "How you know on Monday what is waiting.",
                ),
            ),
            criterion(
                Text("Anglais de travail", "Working English"),
                Text(
                    "Niveau B2 : mener une réunion, écrire un compte rendu.",
                    "Level B2: lead a meeting, write the minutes.",
                ),
            ),
        ],
        "steps": STEPS,
        "questions": [
            question(
                Text("À partir de quand seriez-vous disponible ?", "From when could you start?"),
                Text(
                    "La personne remplacée part à une date connue.",
                    "The person who is replaced leaves on a known date.",
                ),
            )
        ],
        "readers": READERS,
    },
)

COMMUNITIES = PageText(
    model=OfferPage,
    address="/carrieres/animation-de-communautes/",
    slug="community-management",
    title=Text("Responsable d'animation de communautés", "Community manager"),
    description=Text(
        "CDI à temps partiel à Nantes, 30 000 à 36 000 € brut par an : aider nos clients à faire "
        "vivre leurs communautés d'entraide.",
        "Part-time permanent post in Nantes, €30,000 to 36,000 gross a year: help our clients keep "
        "their communities alive.",
    ),
    fields={
        "summary": Text(
            "Vous aidez nos clients à ouvrir une communauté, à reconnaître les bonnes réponses et à "
            "modérer sans étouffer.",
            "You help our clients open a community, recognise good answers and moderate without "
            "smothering.",
        ),
        "contract": "cdi",
        "working_time": "partiel",
        "hours": Text("28 heures sur quatre jours", "28 hours over four days"),
        "workplaces": Places("nantes"),
        "remote_days": 2,
        "team": named(Team, SUPPORT_TEAM),
        "salary_min": Decimal(30000),
        "salary_max": Decimal(36000),
        "salary_variable": Text(
            "Prime d'équipe jusqu'à 5 %, en plus", "Team bonus of up to 5%, on top"
        ),
        "agreement": SYNTEC,
        "classification": Text("cadre, position 2.1", "manager, position 2.1"),
        "description": Prose(
            """
Sur Dimelo Communities, les membres s'entraident en public. Cela ne marche que si quelqu'un prend
soin du lieu : vous montrez à nos clients comment.

### Ce que vous ferez

- préparer l'ouverture : les rôles, les droits, les premières questions ;
- lire chaque semaine ce qui se dit et en parler avec le client ;
- écrire des règles de modération que tout le monde comprend.
""",
            """
On Dimelo Communities members help each other in public. That works only when somebody looks after
the place: you show our clients how.

### What you will do

- prepare the opening: roles, permissions, first questions;
- read each week what is being said and talk about it with the client;
- write rules of moderation that everyone understands.
""",
        ),
        "criteria": [
            criterion(
                Text("Écrire juste et court", "Write exactly and briefly"),
                Text(
                    "Trois messages publics que vous avez écrits.",
                    "Three public messages that you wrote.",
                ),
            ),
            criterion(
                Text("Apaiser un échange", "Calm an exchange"),
                Text(
                    "Une discussion qui s'envenimait, et la suite.",
                    "A discussion that was turning sour, and what came of it.",
                ),
            ),
        ],
        "steps": STEPS,
        "readers": READERS,
    },
)

WORK_STUDY = PageText(
    model=OfferPage,
    address="/carrieres/alternance-securite/",
    slug="security-work-study",
    title=Text("Alternance en sécurité des systèmes", "Work-study post in systems security"),
    description=Text(
        "Alternance de 24 mois à Paris, 1 400 à 1 750 € brut par mois : apprendre à protéger les "
        "messages de nos clients.",
        "Work-study contract of 24 months in Paris, €1,400 to 1,750 gross a month: learn to protect "
        "our clients' messages.",
    ),
    fields={
        "summary": Text(
            "Vous apprenez, avec deux personnes du métier, à surveiller, sauvegarder et restaurer "
            "une plateforme de messages.",
            "You learn, with two people of the trade, to watch over, back up and restore a platform "
            "of messages.",
        ),
        "contract": "alternance",
        "months": 24,
        "rhythm": Text(
            "trois semaines chez nous, une semaine à l'école",
            "three weeks with us, one week at school",
        ),
        "hours": Text("35 heures par semaine", "35 hours a week"),
        "workplaces": Places("paris"),
        "remote_days": 1,
        "team": named(Team, OPERATIONS),
        "posts": 2,
        "salary_min": Decimal(1400),
        "salary_max": Decimal(1750),
        "salary_period": "mois",
        "agreement": SYNTEC,
        "description": Prose(
            """
La plateforme inscrit chaque action à un journal, chiffre les images reçues en clair et efface ce
qui doit l'être. Vous apprenez comment, puis vous y contribuez.

### Ce que vous ferez

- lire les alertes du matin et apprendre à distinguer le bruit du reste ;
- restaurer une sauvegarde chaque mois et écrire ce qui a manqué ;
- automatiser une tâche par trimestre, relue avant de servir.
""",
            """
The platform writes every action to a journal, encrypts images received in clear and erases what
must be erased. You learn how, then you contribute.

### What you will do

- read the morning's alerts and learn to tell noise from the rest;
- restore a backup each month and write down what was missing;
- automate one task a quarter, reviewed before it is used.
""",
        ),
        "criteria": [
            criterion(
                Text("Une formation qui prévoit l'alternance", "A course that includes work-study"),
                Text(
                    "De niveau bac + 3 ou plus, en cours ou acceptée.",
                    "At bachelor level or above, under way or accepted.",
                ),
            ),
            criterion(
                Text("Aimer comprendre pourquoi", "Like to understand why"),
                Text(
                    "Une panne, même petite, que vous avez expliquée.",
                    "A failure, even a small one, that you explained.",
                ),
            ),
        ],
        "steps": STEPS,
        "readers": READERS,
    },
)
