"""The newsletter of the starter site: its page, its topics, and one issue as an example."""

from functools import partial

from cms.starterkit import Block, PageText, Prose, Step, Text, link, plant, register
from newsletter.models import IssuePage, NewsletterPage, Topic

INTRODUCTION = Prose(
    """
## Ce que vous recevrez

- Un message par mois, le plus souvent le deuxième mardi.
- Deux ou trois choses utiles à qui répond à des clients : une méthode, un chiffre expliqué, une
  nouveauté de nos produits.
- Pas de publicité de tiers, pas de relance.

## Ce que vous ne recevrez pas

Rien avant d'avoir confirmé votre adresse par un clic. Rien après vous être désinscrit : le lien est
dans chaque lettre, et il suffit.

## Ce que nous mesurons

Combien de lettres sont parties et revenues. Nous ne comptons les ouvertures et les clics que chez les
personnes qui l'ont accepté dans leurs préférences.
""",
    """
## What you will get

- One message a month, mostly on the second Tuesday.
- Two or three things of use to anyone who answers customers: a method, a figure explained, something
  new in our products.
- No advertising for others, no reminders.

## What you will not get

Nothing before you have confirmed your address by a click. Nothing after you have unsubscribed: the link
is in each issue, and it is enough.

## What we measure

How many issues went out and came back. We count opens and clicks only for people who agreed to it in
their preferences.
""",
)

PAGE = PageText(
    model=NewsletterPage,
    address="/newsletter/",
    slug="newsletter",
    title=Text("La lettre de Dimelo", "The Dimelo newsletter"),
    description=Text(
        "Un message par mois sur la relation client numérique. Une adresse suffit, un clic vous en sort.",
        "One message a month about digital customer relations. An address is enough, one click ends it.",
    ),
    fields={
        "summary": Text(
            "Un message par mois pour celles et ceux qui répondent à des clients. Votre adresse suffit.",
            "One message a month for those who answer customers. Your address is enough.",
        ),
        "introduction": INTRODUCTION,
    },
)

ISSUE = PageText(
    model=IssuePage,
    address="/newsletter/compter-ses-canaux/",
    slug="count-your-channels",
    title=Text("Compter ses canaux", "Counting your channels"),
    description=Text(
        "Un exemple de lettre : une feuille, un quart d’heure, et la liste de vos canaux.",
        "A sample issue: one sheet, a quarter of an hour, and the list of your channels.",
    ),
    fields={
        "subject": Text(
            "Un quart d’heure pour compter vos canaux",
            "A quarter of an hour to count your channels",
        ),
        "preheader": Text(
            "Une feuille, trois colonnes, et une surprise presque toujours.",
            "One sheet, three columns, and nearly always a surprise.",
        ),
        "body": [
            Block(
                "text",
                {
                    "heading": Text("Par où vos clients écrivent", "Where your customers write"),
                    "text": Prose(
                        """
Prenez une feuille et trois colonnes : le canal, l'équipe qui y répond, l'outil où elle le fait.
Remplissez-la avec les personnes qui répondent, pas avec l'organigramme. Les lignes sans équipe sont
celles où des clients attendent.
""",
                        """
Take a sheet and three columns: the channel, the team that answers there, the tool it uses. Fill it in
with the people who answer, not from the organisation chart. The lines without a team are those where
customers wait.
""",
                    ),
                },
            ),
            Block(
                "article",
                {
                    "title": Text("Privé ou public ?", "Private or public?"),
                    "text": Text(
                        "Une messagerie et un forum ne demandent ni le même ton ni la même vitesse. "
                        "Notre article dit comment les distinguer.",
                        "A messenger and a forum ask for neither the same tone nor the same speed. Our "
                        "article tells how to tell them apart.",
                    ),
                    "link": link("/actualites/", Text("Lire nos articles", "Read our articles")),
                },
            ),
            Block("divider", None),
            Block(
                "button",
                {
                    "link": link(
                        "/produits/dimelo-digital/",
                        Text("Voir Dimelo Digital", "See Dimelo Digital"),
                    )
                },
            ),
        ],
    },
)

TOPICS = (
    ("produits", "Nouveautés des produits", "Product news"),
    ("methodes", "Méthodes et retours d’expérience", "Methods and experience"),
    ("donnees", "Données personnelles", "Personal data"),
)


def plant_topics() -> None:
    """The topics to start with."""
    for tag, french, english in TOPICS:
        Topic.objects.get_or_create(tag=tag, defaults={"name_fr": french, "name_en": english})


register(
    Step("newsletter.topics", order=30, run=plant_topics),
    Step("newsletter.page", order=60, run=partial(plant, PAGE)),
    Step("newsletter.issue", order=61, run=partial(plant, ISSUE)),
)
