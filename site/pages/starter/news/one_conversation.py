"""Article: keeping a conversation together when it changes channel."""

from cms.starterkit import Text, block
from pages.starter.shapes import prose, says
from pages.starter.snippets import PRODUCT_TEAM

from . import article

BEGINNING = prose(
    """
« Comme je l'ai déjà expliqué à votre collègue… » Tout agent connaît cette
phrase. Elle annonce un client fatigué et un échange qui repart de zéro. Le client n'a pourtant
rien fait d'étrange : il a écrit un e-mail au bureau, puis un message depuis son téléphone dans le
train. Pour lui, c'est la même conversation. Pour l'entreprise, ce sont deux files.

## Pourquoi le fil casse

Le fil casse pour trois raisons, qui n'ont rien à voir avec la bonne volonté.

- **Les outils.** Chaque canal est venu avec le sien. L'e-mail a sa boîte, le réseau social son
  interface, le SMS son prestataire. Aucun ne sait ce que font les autres.
- **Les identités.** La même personne est une adresse ici, un numéro là, un pseudonyme ailleurs.
  Rien ne dit que c'est elle.
- **Les équipes.** Le chat est tenu par les uns, les réseaux sociaux par les autres, avec des
  horaires et des consignes qui diffèrent.

Ajouter un canal sans traiter ces trois points, c'est ajouter un endroit où se répéter.
""",
    """
‘As I already explained to your colleague…’ Every agent knows that sentence. It announces a tired
customer and an exchange that starts again from nothing. Yet the customer has done nothing odd: an
e-mail from the office, then a message from a phone on the train. To them it is the same
conversation. To the company it is two queues.

## Why the thread breaks

The thread breaks for three reasons, none of which has to do with goodwill.

- **Tools.** Each channel came with its own. E-mail has its mailbox, the social network its
  interface, text messages their provider. None knows what the others are doing.
- **Identities.** The same person is an address here, a number there, a nickname elsewhere.
  Nothing says that they are one.
- **Teams.** Some look after chat, others social networks, with different hours and different
  instructions.

To add a channel without dealing with these three is to add one more place in which to repeat
oneself.
""",
)

EXCHANGE = block(
    "conversation",
    channel=Text("SMS · 17:48", "Text message · 17:48"),
    messages=[
        says(
            "customer",
            Text(
                "C’est encore moi, pour la chaudière. Toujours rien.",
                "It’s me again, about the boiler. Still nothing.",
            ),
        ),
        says(
            "agent",
            Text(
                "Bonsoir. Mon collègue vous a répondu hier par e-mail : le technicien vient demain "
                "entre 8 h et 10 h. Est-ce toujours possible ?",
                "Good evening. My colleague replied by e-mail yesterday: the engineer is coming "
                "tomorrow between 8 and 10. Does that still suit you?",
            ),
        ),
        says(
            "customer", Text("Oui ! Je n’avais pas vu l’e-mail.", "Yes! I had missed the e-mail.")
        ),
    ],
    note=Text("Échange imaginé", "Invented exchange"),
)

END = prose(
    """
Cette réponse tient en deux phrases. Elle n'est possible que si l'agent voit l'e-mail de la veille
au moment où il lit le SMS.

## Ce qu'il faut pour que le fil tienne

**Un seul endroit où arrivent les messages.** Non pas une page de liens vers six outils, mais une
console où les messages sont synchronisés depuis chaque canal, et d'où la réponse repart vers le
bon.

**Une fiche par personne.** Nom, prénom, adresses, numéros, et les champs propres à votre métier.
Elle se complète au fil des échanges. L'agent y rattache ce nouveau numéro à la personne qu'il
connaît déjà, à condition d'en être sûr : deux fiches valent mieux qu'une fiche qui mélange deux
voisins.

**Une mémoire honnête.** Qui a répondu, quand, et quoi. Non pour surveiller, mais pour que le
suivant reprenne sans deviner. C'est le rôle du [journal des
événements](/actualites/un-journal-pour-savoir-ce-qui-s-est-passe/).

## Ce que l'outil ne fera pas

Aucun logiciel ne décidera qu'une conversation est une promesse. Il reste à l'équipe quelques
choix simples : lire avant d'écrire, dire « je vois que… » plutôt que « pouvez-vous me rappeler…
», ne pas clore tant que le client attend quelque chose.

Commencez par compter. Pendant une semaine, notez chaque « comme je l'ai déjà dit ». Le chiffre
surprend presque toujours. C'est aussi le meilleur avant-après que vous puissiez vous offrir, et
il ne coûte qu'une feuille de papier.

Si vous voulez voir à quoi cela ressemble sur une journée entière, [l'exemple d'Énergie
Valserein](/clients/energie-valserein/) suit une équipe imaginaire, un soir de grand froid.
""",
    """
That reply takes two sentences. It is only possible if the agent can see the previous day's e-mail
while reading the text message.

## What it takes for the thread to hold

**One place where messages arrive.** Not a page of links to six tools, but a console into which
messages are synchronised from each channel, and from which the reply goes back to the right one.

**One profile per person.** Name, first name, addresses, numbers and the fields your own work
requires. It fills out as exchanges go on. Agents attach a new number to somebody they already
know, provided they are sure: two profiles are better than one that mixes up two neighbours.

**An honest memory.** Who replied, when, and what. Not to keep watch, but so that the next person
can carry on without guessing. That is what the [event
journal](/actualites/un-journal-pour-savoir-ce-qui-s-est-passe/) is for.

## What the tool will not do

No software will decide that a conversation is a promise. A few simple choices are left to the
team: read before writing, say ‘I can see that…’ rather than ‘could you remind me…’, and do not
close while the customer is still waiting for something.

Begin by counting. For one week, note every ‘as I already said’. The number is nearly always a
surprise. It is also the best before-and-after you could ask for, and costs only a sheet of paper.

To see what it looks like over a whole day, [the example of Énergie
Valserein](/clients/energie-valserein/) follows an imaginary team on a bitterly cold evening.
""",
)

ARTICLE = article(
    address="garder-la-conversation-quand-le-canal-change",
    slug="keeping-a-conversation-together",
    title=Text(
        "Garder la conversation quand le canal change",
        "Keeping a conversation together when the channel changes",
    ),
    summary=Text(
        "Un e-mail au bureau, un SMS dans le train : pour le client, c’est la même conversation. "
        "Pourquoi le fil casse, et ce qui le fait tenir.",
        "An e-mail from the office, a text from the train: to the customer it is one conversation. "
        "Why the thread breaks, and what makes it hold.",
    ),
    description=Text(
        "Outils, identités, équipes : trois raisons pour lesquelles un client doit se répéter, et "
        "ce qu’il faut pour que la conversation tienne d’un canal à l’autre.",
        "Tools, identities, teams: three reasons why customers have to repeat themselves, and what "
        "keeps a conversation together from one channel to the next.",
    ),
    category="Canaux",
    author=PRODUCT_TEAM,
    days_ago=17,
    body=[BEGINNING, EXCHANGE, END],
)
