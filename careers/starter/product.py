"""Example offers of the product team."""

from decimal import Decimal

from careers.models import OfferPage, Team
from careers.starter.lists import PRODUCT
from careers.starter.planting import Places
from careers.starter.shapes import READERS, STEPS, SYNTEC, criterion, question
from cms.starterkit import PageText, Prose, Text, named

PYTHON = PageText(
    model=OfferPage,
    address="/carrieres/developpement-python/",
    slug="python-developer",
    title=Text("Développeuse ou développeur Python", "Python developer"),
    description=Text(
        "CDI à Paris, 48 000 à 58 000 € brut par an, trois jours de télétravail : travailler sur la "
        "console Dimelo Digital.",
        "Permanent post in Paris, €48,000 to 58,000 gross a year, three days of remote work: work on "
        "the Dimelo Digital console.",
    ),
    fields={
        "summary": Text(
            "Vous travaillez sur la console où les agents de nos clients répondent à tous les "
            "canaux : la rapidité de la liste, la synchronisation des messages, le journal.",
            "You work on the console where our clients' agents answer on every channel: the speed of "
            "the list, the synchronisation of messages, the journal.",
        ),
        "contract": "cdi",
        "hours": Text("218 jours par an", "218 days a year"),
        "workplaces": Places("paris"),
        "remote_days": 3,
        "team": named(Team, PRODUCT),
        "salary_min": Decimal(48000),
        "salary_max": Decimal(58000),
        "agreement": SYNTEC,
        "classification": Text("cadre, position 2.2", "manager, position 2.2"),
        "description": Prose(
            """
Un message arrive par e-mail, la suite par messagerie, et l'agent doit voir une seule
conversation. C'est ce que vous construisez, avec quatre autres personnes.

### Vos premiers mois

- relire et corriger de petites choses, pour connaître le code et celles et ceux qui l'écrivent ;
- prendre en main la synchronisation d'un canal : ce qui arrive en double, en retard, ou pas ;
- mesurer la liste de la console avec de vrais volumes et la rendre plus rapide.

### Ce que vous trouvez ici

- du Python typé et testé, relu à deux avant chaque mise en production ;
- une semaine d'astreinte sur huit, payée et compensée ;
- du temps prévu pour remettre en ordre, noté au planning comme le reste.
""",
            """
A message comes by e-mail, the next by a messaging app, and the agent must see one conversation.
That is what you build, with four other people.

### Your first months

- review and correct small things, to get to know the code and those who write it;
- take over the synchronisation of one channel: what arrives twice, late, or not at all;
- measure the list of the console with real volumes and make it faster.

### What you find here

- typed and tested Python, reviewed by a second person before each release;
- one week on call out of eight, paid and compensated;
- time set aside for putting things in order, planned like everything else.
""",
        ),
        "criteria": [
            criterion(
                Text("Écrire du Python que d'autres relisent", "Write Python that others review"),
                Text(
                    "Un extrait de code, un dépôt, ou le récit d'un changement et de sa relecture.",
                    "A piece of code, a repository, or the story of a change and its review.",
                ),
            ),
            criterion(
                Text("Mesurer avant d'accélérer", "Measure before speeding up"),
                Text(
                    "Une lenteur que vous avez comprise, et ce que vous en avez fait.",
                    "Something slow that you understood, and what you did about it.",
                ),
            ),
            criterion(
                Text("Expliquer un choix technique", "Explain a technical choice"),
                Text(
                    "À l'oral, à quelqu'un qui n'est pas du métier.",
                    "Aloud, to somebody outside the trade.",
                ),
            ),
        ],
        "steps": STEPS,
        "questions": [
            question(
                Text(
                    "Un lien vers du code dont vous voulez parler",
                    "A link to code you would like to talk about",
                ),
                Text(
                    "Pour préparer l'entretien sur votre travail plutôt que sur un exercice.",
                    "To prepare the interview around your work rather than an exercise.",
                ),
            )
        ],
        "readers": READERS,
    },
)

DESIGN = PageText(
    model=OfferPage,
    address="/carrieres/design-produit/",
    slug="product-design",
    title=Text("Designer produit", "Product designer"),
    description=Text(
        "CDI à Paris ou à Lyon, 44 000 à 54 000 € brut par an : concevoir les écrans de Dimelo "
        "Digital et de Dimelo Communities.",
        "Permanent post in Paris or Lyon, €44,000 to 54,000 gross a year: design the screens of "
        "Dimelo Digital and Dimelo Communities.",
    ),
    fields={
        "summary": Text(
            "Vous dessinez les écrans que des agents regardent sept heures par jour, et vous allez "
            "les voir travailler.",
            "You design the screens that agents look at for seven hours a day, and you go and see "
            "them work.",
        ),
        "contract": "cdi",
        "hours": Text("218 jours par an", "218 days a year"),
        "workplaces": Places("paris", "lyon"),
        "remote_days": 2,
        "team": named(Team, PRODUCT),
        "salary_min": Decimal(44000),
        "salary_max": Decimal(54000),
        "agreement": SYNTEC,
        "classification": Text("cadre, position 2.1", "manager, position 2.1"),
        "description": Prose(
            """
Répondre vite et bien dépend d'abord de ce qu'on voit. Vous travaillez sur la console des agents
et sur les communautés publiques, avec le même vocabulaire de composants.

### Ce que vous ferez

- observer des agents chez nos clients, au moins une journée par mois ;
- proposer, essayer, abandonner, puis dessiner ce qui reste ;
- tenir la bibliothèque de composants avec les personnes qui la programment ;
- vérifier le contraste, le clavier et les lecteurs d'écran avant la mise en production.
""",
            """
Answering quickly and well depends first on what one sees. You work on the agents' console and on
the public communities, with one vocabulary of components.

### What you will do

- watch agents at our clients' offices, at least one day a month;
- propose, try, drop, then draw what remains;
- keep the library of components together with those who program it;
- check contrast, keyboard and screen readers before a release.
""",
        ),
        "criteria": [
            criterion(
                Text("Partir de ce que les gens font", "Start from what people do"),
                Text(
                    "Un écran que vous avez changé après avoir observé quelqu'un.",
                    "A screen you changed after watching somebody.",
                ),
            ),
            criterion(
                Text("Concevoir pour tout le monde", "Design for everyone"),
                Text(
                    "Ce que vous savez de l'accessibilité, et comment vous la vérifiez.",
                    "What you know of accessibility, and how you check it.",
                ),
            ),
            criterion(
                Text("Travailler avec celles et ceux qui programment", "Work with programmers"),
                Text(
                    "Un composant que vous avez fait évoluer ensemble.",
                    "A component that you developed together.",
                ),
            ),
        ],
        "steps": STEPS,
        "readers": READERS,
        "blind_reading": True,
    },
)
