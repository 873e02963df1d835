"""A campaign's page: one promise, one goal."""

from cms.starterkit import Block, PageText, Prose, Text, block, first_of, link
from pages.models import LandingPage
from pages.starter.shapes import figure, prose, question, says, step

GOAL = first_of(
    link("/contact/", Text("Compter nos canaux ensemble", "Count your channels with us")),
    link("/produits/dimelo-digital/", Text("Découvrir la console", "Discover the console")),
)

HERO = block(
    "hero",
    eyebrow=Text("L’inventaire des canaux", "The channel inventory"),
    heading=Text("Combien d’écrans pour une seule cliente ?", "How many screens for one customer?"),
    text=Text(
        "Prenez une feuille et un quart d’heure. Cette page vous aide à compter par où vos clients "
        "vous écrivent, et ce que chacun de ces chemins vous coûte.",
        "Take a sheet of paper and a quarter of an hour. This page helps you count the ways your "
        "customers write to you, and what each of them costs you.",
    ),
    links=[GOAL],
    illustration="channels",
)

STEPS = block(
    "steps",
    heading=Text("L’inventaire en quatre colonnes", "The inventory in four columns"),
    introduction=Text(
        "Une ligne par canal, même ceux dont personne ne s’occupe.",
        "One line per channel, even those nobody looks after.",
    ),
    steps=[
        step(
            Text("Le canal", "The channel"),
            Text(
                "E-mail, chat, messageries, SMS, réseaux sociaux, application mobile, forums.",
                "E-mail, chat, messaging apps, SMS, social networks, mobile app, forums.",
            ),
        ),
        step(
            Text("Qui répond", "Who answers"),
            Text(
                "Une équipe, une personne, parfois un prestataire. Notez aussi « personne ».",
                "A team, one person, sometimes a supplier. Write down ‘nobody’ as well.",
            ),
        ),
        step(
            Text("Qui peut lire", "Who can read it"),
            Text(
                "Privé ou public : la réponse ne s’écrit pas de la même façon.",
                "Private or public: the reply is not written in the same way.",
            ),
        ),
        step(
            Text("Ce qui se perd", "What gets lost"),
            Text(
                "Le contexte, le délai, la trace de ce qui a été promis.",
                "The context, the delay, the record of what was promised.",
            ),
        ),
    ],
)

EXCHANGE = block(
    "conversation",
    channel=Text("Chat du site · 14:03", "Website chat · 14:03"),
    messages=[
        says(
            "customer",
            Text(
                "J’ai déjà écrit trois fois. Faut-il que je recommence ?",
                "I have written three times. Must I start again?",
            ),
        ),
        says(
            "agent",
            Text(
                "Non. Je lis vos trois messages, et je reprends au dernier.",
                "No. I am reading all three and picking up at the last one.",
            ),
        ),
    ],
    note=Text("Échange imaginé", "Invented exchange"),
)

FIGURES = block(
    "key_figures",
    heading=Text("Ce que la console change", "What the console changes"),
    figures=[
        figure(
            Text("1 console", "1 console"),
            Text(
                "où répondre, quel que soit le canal d’arrivée",
                "to reply from, whichever channel the message came through",
            ),
        ),
        figure(
            Text("1 fiche", "1 profile"),
            Text(
                "par personne, avec vos propres champs",
                "per person, with your own fields",
            ),
        ),
        figure(
            Text("1 journal", "1 journal"),
            Text(
                "où chaque action est inscrite",
                "in which every action is written",
            ),
        ),
    ],
)

READING = prose(
    """
## Lire le résultat

Regardez d'abord les lignes où « personne » répond. Ce sont elles qui fabriquent les relances sur
les autres canaux.

Regardez ensuite les canaux publics. Une question posée là et restée sans réponse continue d'être
lue, longtemps après que celui qui l'a écrite a renoncé.

Enfin, entourez les canaux que la même personne emploie dans la même semaine. C'est entre ceux-là
que la conversation casse, et c'est par eux qu'il faut commencer.
""",
    """
## Reading the result

Look first at the lines where ‘nobody’ answers. They are what produces the follow-ups on the other
channels.

Look next at the public channels. A question asked there and left unanswered goes on being read,
long after the person who wrote it has given up.

Lastly, circle the channels that the same person uses within the same week. The conversation
breaks between those, and that is where to begin.
""",
)

QUESTIONS = block(
    "questions",
    heading=Text("Avant de vous lancer", "Before you begin"),
    items=[
        question(
            Text("Faut-il tout relier d’un coup ?", "Must everything be connected at once?"),
            Prose(
                """
Non. Deux canaux que les mêmes personnes emploient suffisent pour voir la différence. Les autres
suivront.
""",
                """
No. Two channels used by the same people are enough to see the difference. The others will follow.
""",
            ),
        ),
        question(
            Text("Et les messages déjà reçus ?", "What about messages already received?"),
            Prose(
                """
C'est l'occasion de décider ce qui mérite d'être gardé. La durée par défaut est de deux ans ; vous
pouvez en choisir une autre.
""",
                """
This is a chance to decide what deserves keeping. The default period is two years; you may choose
another.
""",
            ),
        ),
    ],
)

LANDING = PageText(
    model=LandingPage,
    address="/compter-vos-canaux/",
    slug="count-your-channels",
    title=Text("Compter vos canaux en un quart d’heure", "Count your channels in fifteen minutes"),
    description=Text(
        "Une méthode simple pour faire l’inventaire des canaux par lesquels vos clients vous écrivent, "
        "et voir où la conversation se perd.",
        "A simple method for listing the channels through which customers write to you, and seeing "
        "where the conversation gets lost.",
    ),
    fields={
        "campaign": "compter-vos-canaux",
        "goal": [Block("link", GOAL)],
        "body": [HERO, STEPS, EXCHANGE, READING, FIGURES, QUESTIONS],
    },
)
