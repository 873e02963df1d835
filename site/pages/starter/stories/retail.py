"""A maker of sewing machines whose users know more than its manual."""

from cms.starterkit import PageText, Text, block, named, pages
from pages.models import Sector, StoryPage
from pages.starter.shapes import figures, prose, step

FIGURES = figures(
    (
        Text("3 sur 4", "3 in 4"),
        Text(
            "questions reçoivent leur première réponse d’un autre membre",
            "questions get their first answer from another member",
        ),
    ),
    (
        Text("− 28 %", "−28%"),
        Text(
            "de messages aux agents sur les dix sujets les plus fréquents",
            "fewer messages to agents on the ten most frequent topics",
        ),
    ),
    (
        Text("190", "190"),
        Text("idées proposées la première année", "ideas put forward in the first year"),
    ),
)

BEGINNING = prose(
    """
## Le manuel ne dit pas tout

Atelier Norvelle, entreprise imaginée, vend des machines à coudre et leurs pièces. Son manuel
compte cent douze pages. La question la plus posée n'y figure pas : quel pied monter pour coudre
un jean épais sans casser l'aiguille ?

Les agents connaissaient la réponse. Des milliers de couturières et de couturiers aussi. Mais
chacun la redonnait dans son coin, les uns par e-mail, les autres sur des forums où la marque
n'était pas.

## Ouvrir la porte

L'entreprise a ouvert une communauté avec **Dimelo Communities**. Elle n'a pas commencé par un
grand lancement. Elle a repris les dix questions les plus fréquentes, y a répondu soigneusement,
puis a invité quelques clients bavards, ceux qui écrivaient déjà des réponses de deux pages.
""",
    """
## The manual does not say everything

Atelier Norvelle, an invented company, sells sewing machines and their parts. Its manual runs to a
hundred and twelve pages. The question asked most often is not in it: which foot do you fit to sew
thick denim without breaking the needle?

The agents knew the answer. So did thousands of people who sew. But each gave it again in their
own corner, some by e-mail, others on forums where the brand was not present.

## Opening the door

The company opened a community with **Dimelo Communities**. It did not begin with a grand launch.
It took the ten most frequent questions, answered them with care, then invited a few talkative
customers, the ones already writing two-page answers.
""",
)

METHOD = block(
    "steps",
    heading=Text("Comment la communauté a pris", "How the community took hold"),
    steps=[
        step(
            Text("Un accueil par sujet", "A welcome for each topic"),
            Text(
                "Chaque nouvelle catégorie s’ouvre avec trois sujets utiles, jamais vide.",
                "Every new category opens with three useful topics, never empty.",
            ),
        ),
        step(
            Text("Des modérateurs volontaires", "Volunteer moderators"),
            Text(
                "Cinq membres modèrent et corrigent les titres. Supprimer reste l’affaire de l’équipe.",
                "Five members moderate and tidy up titles. Deleting remains the team’s business.",
            ),
        ),
        step(
            Text("La bonne réponse en tête", "The right answer on top"),
            Text(
                "Une réponse vérifiée par un technicien est mise en avant ; les autres restent lisibles.",
                "An answer checked by a technician is promoted; the others can still be read.",
            ),
        ),
        step(
            Text("Des idées, et des non", "Ideas, and the word no"),
            Text(
                "Chaque proposition reçoit une réponse, y compris quand elle ne se fera pas, "
                "avec la raison.",
                "Every suggestion is answered, including when it will not happen, with the reason.",
            ),
        ),
    ],
)

WORDS = block(
    "quotation",
    text=Text(
        "Nous avions peur des critiques publiques. Nous avons surtout découvert que nos clients "
        "y répondaient mieux que nous.",
        "We were afraid of criticism in public. What we mostly found is that our customers "
        "answered it better than we did.",
    ),
    person=Text("Responsable de la communauté", "Community manager"),
    role=Text(
        "Atelier Norvelle, personnage et entreprise imaginés",
        "Atelier Norvelle, invented person and company",
    ),
)

END = prose(
    """
## Ce que l'équipe surveille

Trois choses, chaque mois : les questions sans réponse après deux jours, les réponses qui se
contredisent, les membres qui donnent beaucoup sans jamais être remerciés. La dernière est la plus
facile à corriger et la plus souvent oubliée.

Côté données, l'équipe a gardé les deux ans par défaut. L'identité d'un membre inactif est
retirée, son astuce pour le jean épais reste.
""",
    """
## What the team keeps an eye on

Three things, every month: questions unanswered after two days, answers that contradict one
another, and members who give a great deal without ever being thanked. The last is the easiest to
put right and the one most often forgotten.

As for data, the team kept the default two years. The identity of an inactive member is removed;
the tip about thick denim stays.
""",
)

STORY = PageText(
    model=StoryPage,
    address="/clients/atelier-norvelle/",
    slug="atelier-norvelle",
    title=Text(
        "Quand les clients en savent plus que le manuel",
        "When customers know more than the manual",
    ),
    description=Text(
        "Exemple : comment un fabricant imaginé de machines à coudre ouvre une communauté où ses "
        "clients se répondent entre eux.",
        "Example: how an invented maker of sewing machines opens a community where customers "
        "answer one another.",
    ),
    fields={
        "customer": "Atelier Norvelle",
        "is_example": True,
        "sector": named(Sector, "Commerce"),
        "products": pages("/produits/dimelo-communities/"),
        "figures": FIGURES,
        "summary": Text(
            "Dix questions bien traitées et quelques clients bavards ont suffi à lancer une "
            "communauté qui décharge les agents.",
            "Ten well-answered questions and a few talkative customers were enough to start a "
            "community that takes the load off agents.",
        ),
        "body": [BEGINNING, METHOD, WORDS, END],
    },
)
