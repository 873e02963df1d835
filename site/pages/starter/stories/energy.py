"""An energy supplier whose customers write the same thing three times."""

from cms.starterkit import PageText, Text, block, named, pages
from pages.models import Sector, StoryPage
from pages.starter.shapes import figures, prose, says, step

FIGURES = figures(
    (
        Text("− 41 %", "−41%"),
        Text("de demandes reçues en double", "fewer requests received twice"),
    ),
    (
        Text("1 h 50", "1 h 50"),
        Text(
            "avant la première réponse, contre plus de cinq heures",
            "to the first reply, down from more than five hours",
        ),
    ),
    (
        Text("1 écran", "1 screen"),
        Text("au lieu de six outils ouverts à la fois", "instead of six tools open at once"),
    ),
)

BEGINNING = prose(
    """
## Trois messages, trois réponses

Énergie Valserein fournit de l'électricité et du gaz dans une région de moyenne montagne.
L'entreprise est imaginée ; son mois de janvier l'est moins. Au premier grand froid, les factures
montent et les messages aussi : par e-mail, sur le chat de l'espace client, en messagerie, parfois
en commentaire public.

L'équipe compte vingt-deux agents. Chaque canal avait son outil, et chaque outil sa file. Un
client inquiet écrivait partout à la fois. Trois agents lui répondaient, de bonne foi, trois
choses différentes : un échéancier, un relevé à refaire, une promesse de rappel.

Personne ne se trompait vraiment. Personne n'avait seulement lu les deux autres réponses.

## Ce qui a changé

Tous les canaux ont été reliés à **Dimelo Digital**. Les messages arrivent désormais dans une
seule console, rattachés à la fiche de la personne. L'équipe y a ajouté un champ personnalisé, le
numéro de contrat, qui suffit le plus souvent à comprendre de quoi il est question.
""",
    """
## Three messages, three replies

Énergie Valserein supplies electricity and gas in a hilly region. The company is invented; its
January rather less so. With the first hard frost, bills go up and so do messages: by e-mail, in
the customer area's chat, through messaging, sometimes as a public comment.

The team has twenty-two agents. Each channel had its own tool, and each tool its own queue. A
worried customer would write everywhere at once. Three agents would answer, in good faith, with
three different things: a payment plan, a meter to read again, a promise to call back.

Nobody was really wrong. It was just that nobody had read the other two replies.

## What changed

All the channels were connected to **Dimelo Digital**. Messages now arrive in a single console,
attached to the person's profile. The team added a custom field to it, the contract number, which
is usually enough to see what the matter is.
""",
)

EXCHANGE = block(
    "conversation",
    channel=Text("Messagerie · 18:22", "Messaging · 18:22"),
    messages=[
        says(
            "customer",
            Text(
                "Je vous ai déjà écrit ce matin, on me parle d’un relevé. Quel relevé ?",
                "I wrote to you this morning and was told about a reading. What reading?",
            ),
        ),
        says(
            "agent",
            Text(
                "Je vois votre e-mail de 9 h et la réponse de ma collègue. Votre index de décembre "
                "était estimé : une photo du compteur suffit.",
                "I can see your 9 a.m. e-mail and my colleague’s reply. Your December reading was "
                "an estimate: a photo of the meter is all we need.",
            ),
        ),
        says("customer", Text("Ah, d’accord. La voici.", "Ah, I see. Here it is.")),
    ],
    note=Text("Échange imaginé", "Invented exchange"),
)

METHOD = block(
    "steps",
    heading=Text("Trois règles que l’équipe s’est données", "Three rules the team gave itself"),
    steps=[
        step(
            Text("Lire avant d’écrire", "Read before writing"),
            Text(
                "On ouvre la conversation entière, pas seulement son dernier message.",
                "Open the whole conversation, not just its last message.",
            ),
        ),
        step(
            Text("Passer en privé dès qu’il y a un nom", "Go private as soon as there is a name"),
            Text(
                "Un contrat ou une adresse ne se discute pas en commentaire public : on répond en "
                "une phrase et l’on propose la messagerie.",
                "A contract or an address is not discussed in a public comment: reply in one "
                "sentence and offer to continue by message.",
            ),
        ),
        step(
            Text("Clore en disant pourquoi", "Say why when closing"),
            Text(
                "La dernière réponse rappelle la question. Celui qui relira comprendra.",
                "The last reply recalls the question, so that whoever reads it later understands.",
            ),
        ),
    ],
)

END = prose(
    """
## Et maintenant

Les doublons n'ont pas disparu : on écrira toujours deux fois quand on a peur d'avoir froid. Mais
ils se voient. L'agent qui ouvre le deuxième message trouve le premier, avec sa réponse, et n'a
plus qu'à confirmer.

La responsable de l'équipe relit chaque semaine une dizaine de conversations à partir du journal
des événements. Elle y cherche moins les fautes que les détours : combien de fois a-t-on changé de
mains, et pourquoi ?
""",
    """
## And now

Duplicates have not gone away: people will always write twice when they fear being cold. But they
can be seen. The agent who opens the second message finds the first, along with its reply, and
need only confirm.

Every week the team leader reads about ten conversations back from the event journal. She is
looking less for mistakes than for detours: how many times did it change hands, and why?
""",
)

STORY = PageText(
    model=StoryPage,
    address="/clients/energie-valserein/",
    slug="energie-valserein",
    title=Text(
        "Un hiver sans répondre trois fois à la même personne",
        "A winter without answering the same person three times",
    ),
    description=Text(
        "Exemple : comment un fournisseur d’énergie imaginé réunit e-mail, chat, messagerie et "
        "réseaux sociaux pour ne plus se contredire.",
        "Example: how an invented energy supplier brings e-mail, chat, messaging and social "
        "networks together and stops contradicting itself.",
    ),
    fields={
        "customer": "Énergie Valserein",
        "is_example": True,
        "sector": named(Sector, "Énergie"),
        "products": pages("/produits/dimelo-digital/"),
        "figures": FIGURES,
        "summary": Text(
            "Chaque grand froid amenait les mêmes messages par trois canaux à la fois. En les "
            "réunissant, l’équipe a cessé de se contredire.",
            "Every cold spell brought the same messages through three channels at once. By "
            "bringing them together, the team stopped contradicting itself.",
        ),
        "body": [BEGINNING, EXCHANGE, METHOD, END],
    },
)
