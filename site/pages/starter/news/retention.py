"""Article: two years by default, and how a client changes it."""

from cms.starterkit import Text
from pages.starter.shapes import prose, table
from pages.starter.snippets import PRIVACY_TEAM

from . import article

BEGINNING = prose(
    """
Combien de temps faut-il garder un message ? Assez longtemps pour servir
celui qui l'a écrit, pas plus. La phrase est juste et ne règle rien. Alors nos produits partent
d'une durée, deux ans, et laissent le client en décider autrement.

## Pourquoi une durée par défaut

Un logiciel sans durée garde tout. Personne ne l'a voulu ; personne n'a simplement dit stop. Les
messages s'ajoutent, les fiches aussi, et cinq ans plus tard l'entreprise conserve les disputes de
gens qui ne sont plus ses clients.

Une durée par défaut renverse la charge. Si rien n'est décidé, l'effacement a lieu quand même.
Pour garder plus longtemps, il faut une raison, et quelqu'un pour la donner.

Deux ans, ce n'est pas une vérité. C'est un point de départ, qui laisse voir un client revenir
d'une saison à l'autre, et d'une année sur la suivante.

## Qui décide

Les données traitées dans [Dimelo Digital](/produits/dimelo-digital/) sont celles de notre client
: c'est à lui que les gens ont écrit. Nous les conservons **selon ses instructions**. Il peut
demander moins, ou davantage s'il en a le motif, et il lui revient d'en informer ceux qui lui
écrivent.
""",
    """
How long should a message be kept? Long enough to serve the person who wrote it, and no longer.
The sentence is right and settles nothing. So our products start from a period, two years, and
leave the client to decide otherwise.

## Why have a default period

Software without a period keeps everything. Nobody wanted that; it is just that nobody said stop.
Messages pile up, so do profiles, and five years on the company is holding the quarrels of people
who are no longer its customers.

A default period turns the burden round. If nothing is decided, erasure happens all the same. To
keep things longer there must be a reason, and somebody to give it.

Two years is not a truth. It is a starting point, long enough to see a customer return from one
season to the next, and from one year to another.

## Who decides

The data handled in [Dimelo Digital](/produits/dimelo-digital/) is our client's: it is the client
that people wrote to. We keep it **as the client instructs**. A client may ask for less, or for
more with good reason, and it falls to the client to tell the people who write.
""",
)

HOW = table(
    Text("Choisir une durée : quatre questions", "Choosing a period: four questions"),
    Text(
        "Des questions à se poser avant de fixer une durée de conservation",
        "Questions to ask before setting a retention period",
    ),
    [Text("Question", "Question"), Text("Si oui", "If so")],
    [
        Text(
            "Le message prouve-t-il quelque chose ?",
            "Does the message prove something?",
        ),
        Text(
            "Comptez le délai pendant lequel on peut vous le réclamer",
            "Count the time during which it may be asked of you",
        ),
    ],
    [
        Text(
            "Contient-il des pièces sensibles ?",
            "Does it hold sensitive documents?",
        ),
        Text("Raccourcissez, ou n’acceptez pas les pièces", "Shorten, or do not accept them"),
    ],
    [
        Text("Les clients reviennent-ils chaque année ?", "Do customers return every year?"),
        Text("Un an et demi suffit souvent", "Eighteen months is often enough"),
    ],
    [
        Text("Quelqu’un relit-il les échanges anciens ?", "Does anyone read old exchanges?"),
        Text("Demandez pourquoi avant d’allonger", "Ask why before you extend"),
    ],
)

END = prose(
    """
## Comment la changer

1. Décidez de la durée avec les personnes concernées : celles qui répondent, celles qui ont à
   prouver, et votre délégué à la protection des données.
2. Écrivez-la dans l'information que vous donnez aux gens, avant de l'appliquer.
3. Donnez-nous l'instruction, par écrit. Elle fait partie de ce qui nous lie.
4. Vérifiez, un mois plus tard, qu'un message plus ancien que la durée n'est plus là.

La dernière étape paraît superflue. C'est elle qui transforme une intention en fait.

## Le cas des communautés

Dans [Dimelo Communities](/produits/dimelo-communities/), les contenus sont publics et servent à
d'autres que leur auteur. Après deux ans d'inactivité, l'identité du membre est retirée ; ce qu'il
a écrit reste visible et peut être supprimé, message par message.

Un mot de prudence. Retirer un nom ne rend pas toujours un texte anonyme : une phrase comme « moi,
boulanger à telle adresse » désigne encore quelqu'un. Nous ne parlons d'anonymat que lorsqu'il ne
reste rien qui permette de reconnaître la personne.

## Et pour ce site ?

Nous nous appliquons la même règle : une durée pour chaque chose. Le CV d'un candidat, par
exemple, est effacé six mois après notre dernier échange avec lui, et non après sa candidature. La
différence compte : c'est la conversation qui fixe la date.
""",
    """
## How to change it

1. Settle the period with the people concerned: those who reply, those who have things to prove,
   and your data protection officer.
2. Put it in the information you give people, before applying it.
3. Give us the instruction, in writing. It is part of what binds us.
4. Check, a month later, that a message older than the period is no longer there.

The last step looks superfluous. It is the one that turns an intention into a fact.

## The case of communities

In [Dimelo Communities](/produits/dimelo-communities/), content is public and serves others
besides its author. After two years of inactivity the member's identity is removed; what they
wrote stays visible and can be deleted, post by post.

A word of caution. Removing a name does not always make a text anonymous: a phrase like ‘as the
baker at such and such an address’ still points to somebody. We speak of anonymity only when
nothing is left by which the person could be recognised.

## And on this site?

We hold ourselves to the same rule: a period for each thing. A candidate's CV, for instance, is
erased six months after our last exchange with them, not after they applied. The difference
matters: it is the conversation that sets the date.
""",
)

ARTICLE = article(
    address="deux-ans-par-defaut-et-apres",
    slug="two-years-by-default-and-then",
    title=Text(
        "Deux ans par défaut, et après ?",
        "Two years by default, and then?",
    ),
    summary=Text(
        "Pourquoi nos produits fixent une durée de conservation, qui peut la changer, et comment s’y "
        "prendre en quatre étapes.",
        "Why our products set a retention period, who may change it, and how to go about it in four "
        "steps.",
    ),
    description=Text(
        "La durée de conservation des messages est de deux ans par défaut chez Dimelo. Qui décide, "
        "comment la modifier, et le cas particulier des communautés.",
        "Messages are kept for two years by default at Dimelo. Who decides, how to change it, and "
        "the particular case of communities.",
    ),
    category="Données",
    author=PRIVACY_TEAM,
    days_ago=45,
    body=[BEGINNING, HOW, END],
)
