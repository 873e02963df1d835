"""A bus network on a day when nothing runs."""

from cms.starterkit import PageText, Text, block, named, pages
from pages.models import Sector, StoryPage
from pages.starter.shapes import figures, prose, table

FIGURES = figures(
    (
        Text("12 min", "12 min"),
        Text(
            "pour la première réponse publique un jour de perturbation",
            "to the first public reply on a day of disruption",
        ),
    ),
    (
        Text("1 message", "1 post"),
        Text(
            "épinglé dans la communauté au lieu de centaines de réponses séparées",
            "pinned in the community instead of hundreds of separate replies",
        ),
    ),
    (
        Text("− 35 %", "−35%"),
        Text("de messages privés les jours de grève", "fewer private messages on strike days"),
    ),
)

BEGINNING = prose(
    """
## Sept heures dix, rien ne roule

Transports Calvière exploite, dans cette histoire inventée, un réseau de cars et de bus. Les jours
ordinaires, une petite équipe répond à des questions d'horaires et d'abonnements. Les jours de
neige, tout le monde demande la même chose à la même minute : est-ce que ma ligne passe ?

La réponse était bonne, mais dispersée. Un agent l'écrivait sur un réseau social, un autre par
SMS, un troisième au téléphone. Le temps de la donner à tous, elle avait changé.

## Séparer ce qui vaut pour tous de ce qui ne vaut que pour un

L'équipe a trié ses réponses en deux tas. D'un côté ce qui concerne tout le monde, qui doit être
**public et unique**. De l'autre ce qui ne regarde qu'un voyageur, qui doit rester **privé**.
""",
    """
## Ten past seven and nothing is running

In this invented story, Transports Calvière runs a network of coaches and buses. On ordinary days
a small team answers questions about timetables and season tickets. On snow days everybody asks
the same thing at the same minute: is my line running?

The answer was right, but scattered. One agent wrote it on a social network, another by text
message, a third gave it over the phone. By the time everyone had heard, it had changed.

## Separating what holds for all from what concerns one

The team sorted its replies into two piles. On one side, what concerns everyone, which must be
**public and unique**. On the other, what concerns a single passenger, which must remain
**private**.
""",
)

SORTING = table(
    Text("Qui a besoin de quoi", "Who needs what"),
    Text(
        "Où Transports Calvière répond, selon la question",
        "Where Transports Calvière replies, depending on the question",
    ),
    [Text("Question", "Question"), Text("Réponse", "Reply"), Text("Canal", "Channel")],
    [
        Text("Ma ligne passe-t-elle ?", "Is my line running?"),
        Text("Un message tenu à jour", "One post, kept up to date"),
        Text("Communauté, relayée en public", "Community, relayed in public"),
    ],
    [
        Text("Mon abonnement sera-t-il remboursé ?", "Will my season ticket be refunded?"),
        Text("La règle, une fois pour toutes", "The rule, once and for all"),
        Text("Communauté", "Community"),
    ],
    [
        Text("J’ai oublié mon sac dans le 24", "I left my bag on the 24"),
        Text("Un agent, jusqu’au bout", "An agent, to the end"),
        Text("Messagerie ou SMS", "Messaging or SMS"),
    ],
    [
        Text("Le conducteur a été désagréable", "The driver was rude"),
        Text("Une excuse en public, la suite en privé", "Sorry in public, the rest in private"),
        Text("Réseau social, puis messagerie", "Social network, then messaging"),
    ],
)

MIDDLE = prose(
    """
**Dimelo Communities** accueille le message du jour, que les agents tiennent à jour et que les
voyageurs complètent : « la 24 passe, mais ne dessert pas le pont ». **Dimelo Digital** reçoit
tout le reste. Quand une question publique trouve sa réponse dans la communauté, l'agent y renvoie
en une phrase et passe à la suivante.

## Ce que l'équipe n'attendait pas

Les habitués se sont mis à répondre avant elle. Il a fallu décider : les laisser faire, mais
marquer clairement ce qui vient du réseau. Les agents signent désormais de leur rôle, et une
information non vérifiée le dit.
""",
    """
**Dimelo Communities** holds the post of the day, which agents keep current and passengers add to:
‘the 24 is running but not stopping at the bridge’. **Dimelo Digital** receives everything else.
When a public question has its answer in the community, the agent points to it in one sentence and
moves on.

## What the team did not expect

Regulars began answering before the team did. A decision was needed: let them, but mark clearly
what comes from the network. Agents now sign with their role, and information that has not been
checked says so.
""",
)

WORDS = block(
    "quotation",
    text=Text(
        "Les jours difficiles, on ne manque pas de réponses. On manque d’un endroit où les mettre.",
        "On hard days we are not short of answers. We are short of a place to put them.",
    ),
    person=Text("Cheffe d’équipe, information voyageurs", "Team leader, passenger information"),
    role=Text(
        "Transports Calvière, personnage et entreprise imaginés",
        "Transports Calvière, invented person and company",
    ),
)

STORY = PageText(
    model=StoryPage,
    address="/clients/transports-calviere/",
    slug="transports-calviere",
    title=Text(
        "Un jour de neige, une seule réponse, tenue à jour",
        "One snow day, one answer, kept up to date",
    ),
    description=Text(
        "Exemple : comment un réseau de transport imaginé sépare ce qui vaut pour tous de ce qui "
        "ne regarde qu’un voyageur.",
        "Example: how an invented transport network separates what holds for all from what "
        "concerns a single passenger.",
    ),
    fields={
        "customer": "Transports Calvière",
        "is_example": True,
        "sector": named(Sector, "Transport"),
        "products": pages("/produits/dimelo-digital/", "/produits/dimelo-communities/"),
        "figures": FIGURES,
        "summary": Text(
            "Les jours de perturbation, tout le monde pose la même question à la même minute. "
            "Une communauté pour tous, une console pour chacun.",
            "On days of disruption everybody asks the same question at the same minute. "
            "A community for all, a console for each.",
        ),
        "body": [BEGINNING, SORTING, MIDDLE, WORDS],
    },
)
