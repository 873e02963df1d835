"""Article: private and public channels."""

from cms.starterkit import Text
from pages.starter.shapes import prose, table
from pages.starter.snippets import PRODUCT_TEAM

from . import article

BEGINNING = prose(
    """
Sur un écran d'agent, un message privé et un commentaire public se
ressemblent : un nom, quelques lignes, un champ pour répondre. C'est un piège. Les deux n'ont pas
le même lecteur, et une bonne réponse dans l'un peut devenir une faute dans l'autre.

## Deux publics, deux réponses

Dans un canal privé, une messagerie ou un SMS par exemple, vous écrivez à une personne. Elle vous
a confié un numéro de contrat, une adresse, parfois un souci de santé. Vous pouvez entrer dans le
détail, revenir sur ce qui a été dit, demander une pièce.

Dans un canal public, un réseau social ou un forum, vous écrivez à une personne **et à tous ceux
qui la liront**. La plupart ne diront rien. Beaucoup ont la même question. Votre réponse parle
donc de la règle plutôt que du cas, et elle ne contient rien que son auteur ne voudrait voir
affiché sur un mur.

La différence n'est pas une affaire de ton. On peut être chaleureux dans les deux cas. Elle tient
à ce que l'on a le droit d'écrire.
""",
    """
On an agent's screen, a private message and a public comment look alike: a name, a few lines, a
box to reply in. That is a trap. They do not have the same reader, and a good reply in one may be
a blunder in the other.

## Two audiences, two replies

In a private channel, a messaging app or a text message for instance, you are writing to one
person. They have trusted you with a contract number, an address, sometimes a health concern. You
can go into detail, return to what was said, ask for a document.

In a public channel, a social network or a forum, you are writing to one person **and to everyone
who will read them**. Most will say nothing. Many have the same question. So your reply is about
the rule rather than the case, and contains nothing its author would not want to see pinned on a
wall.

The difference is not one of tone. You can be warm in both. It is about what you are allowed to
write.
""",
)

WHERE = table(
    Text("Où répondre", "Where to reply"),
    Text(
        "Quelques messages courants et l’endroit où leur répondre",
        "Some common messages and where to reply to them",
    ),
    [Text("Le message", "The message"), Text("Où répondre", "Where to reply")],
    [
        Text("Vos magasins ouvrent-ils le dimanche ?", "Are your shops open on Sundays?"),
        Text("En public : tout le monde y gagne", "In public: everybody benefits"),
    ],
    [
        Text("Ma commande 4471 n’est pas arrivée", "My order 4471 has not arrived"),
        Text("Une phrase en public, la suite en privé", "One sentence in public, then in private"),
    ],
    [
        Text("Voici la photo de mon contrat", "Here is a photo of my contract"),
        Text("En privé, toujours", "In private, always"),
    ],
    [
        Text("Votre service est indigne", "Your service is a disgrace"),
        Text(
            "En public d’abord : le silence se lit aussi",
            "In public first: silence can be read too",
        ),
    ],
)

END = prose(
    """
## Passer de l'un à l'autre sans perdre personne

Le moment délicat est le passage. Un client mécontent écrit sous une publication ; on lui demande
de « venir en message privé » ; il recommence tout, à quelqu'un d'autre. Il avait un problème, il
en a deux.

Trois habitudes rendent ce passage supportable :

- dire pourquoi : « pour regarder votre dossier sans l'afficher ici » ;
- donner le chemin exact, plutôt qu'une invitation vague ;
- relire l'échange public avant d'écrire le premier message privé.

La troisième suppose de voir les deux échanges. C'est la raison d'être d'une console qui distingue
les canaux privés des canaux publics sans les séparer : dans [Dimelo
Digital](/produits/dimelo-digital/), l'agent sait à qui il parle et qui écoute.

## Et quand la réponse vaut pour tous ?

Si la même question revient chaque semaine en public, elle ne relève plus du message mais de la
page. Écrivez la réponse une fois, dans une [communauté](/produits/dimelo-communities/) ou sur
votre site, et renvoyez-y. Le public d'un réseau social passe ; une bonne réponse, bien rangée,
reste.

Enfin, décidez à l'avance ce qu'un agent peut faire seul. Retirer un commentaire, présenter des
excuses publiques, annoncer un geste commercial : ce ne sont pas des décisions à prendre à 18 h 45
un vendredi. Les rôles existent pour cela.
""",
    """
## Moving from one to the other without losing anyone

The delicate moment is the move. An unhappy customer writes under a post; they are asked to ‘send
us a private message’; they start all over again with somebody else. They had one problem, now
they have two.

Three habits make the move bearable:

- say why: ‘so that we can look at your case without showing it here’;
- give the exact route rather than a vague invitation;
- read the public exchange before writing the first private message.

The third assumes that you can see both exchanges. That is the point of a console that tells
private channels from public ones without keeping them apart: in [Dimelo
Digital](/produits/dimelo-digital/), agents know whom they are talking to and who is listening.

## And when the answer holds for everyone?

If the same question comes back in public every week, it no longer calls for a message but for a
page. Write the answer once, in a [community](/produits/dimelo-communities/) or on your site, and
point to it. The audience of a social network moves on; a good answer, put in the right place,
stays.

Lastly, decide in advance what an agent may do alone. Removing a comment, apologising in public,
announcing a goodwill gesture: these are not decisions for a quarter to seven on a Friday evening.
That is what roles are for.
""",
)

ARTICLE = article(
    address="canaux-prives-canaux-publics",
    slug="private-channels-public-channels",
    title=Text(
        "Répondre en privé, répondre en public : deux métiers",
        "Replying in private, replying in public: two different jobs",
    ),
    summary=Text(
        "Les deux se ressemblent à l’écran, mais n’ont pas le même lecteur. Comment choisir, et "
        "comment passer de l’un à l’autre.",
        "They look alike on screen but do not have the same reader. How to choose, and how to "
        "move from one to the other.",
    ),
    description=Text(
        "Messagerie ou réseau social : ce que l’on peut écrire selon qui lira, et trois habitudes "
        "pour passer du public au privé sans perdre le client.",
        "Messaging or social network: what you may write depends on who reads it, and three habits "
        "for moving from public to private without losing the customer.",
    ),
    category="Canaux",
    author=PRODUCT_TEAM,
    days_ago=3,
    body=[BEGINNING, WHERE, END],
)
