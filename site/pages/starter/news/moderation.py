"""Article: moderating a community with roles."""

from cms.starterkit import Text, block
from pages.starter.shapes import prose
from pages.starter.snippets import COMMUNITY_TEAM

from . import article

BEGINNING = prose(
    """
On imagine le modérateur en gardien. C'est plutôt un hôte : il accueille,
remet un sujet à sa place, calme une dispute et, rarement, raccompagne quelqu'un à la porte. Pour
bien tenir ce rôle, il lui faut surtout savoir jusqu'où il peut aller.

## Cinq gestes, pas un pouvoir

Dans [Dimelo Communities](/produits/dimelo-communities/), les contenus sont publics par défaut. Ce
que chacun peut faire dépend de rôles et de permissions, qui portent sur cinq gestes : **lire,
créer, modifier, supprimer, modérer**.

Les séparer change tout. Un membre expérimenté peut déplacer un sujet sans avoir le droit
d'effacer celui d'un autre. Une personne du service juridique peut lire un espace fermé sans y
écrire. Un agent peut corriger un titre trompeur sans toucher au texte.

Sans cette séparation, on distribue des accès « administrateur » par facilité, et l'on découvre un
matin qu'un stagiaire bien intentionné a supprimé le sujet le plus lu.
""",
    """
People picture a moderator as a guard. The part is closer to a host's: to welcome, to put a topic
back in its place, to calm a quarrel and, rarely, to see someone to the door. To play it well, a
moderator mostly needs to know how far to go.

## Five gestures, not one power

In [Dimelo Communities](/produits/dimelo-communities/), content is public by default. What each
person may do depends on roles and permissions, which bear on five gestures: **read, create, edit,
delete, moderate**.

Keeping them apart changes everything. An experienced member can move a topic without being
allowed to erase another person's. Somebody from the legal team can read a closed area without
writing in it. An agent can put a misleading title right without touching the text.

Without that separation, ‘administrator’ access is handed out for convenience, until one morning a
well-meaning trainee turns out to have deleted the most-read topic of all.
""",
)

ROLES = block(
    "steps",
    heading=Text("Bâtir ses rôles en quatre temps", "Building your roles in four stages"),
    steps=[
        {
            "title": Text("Partez des situations", "Start from situations"),
            "text": Text(
                "Une insulte, une publicité, un doublon, une donnée personnelle affichée par "
                "erreur : qui agit, et comment ?",
                "An insult, an advert, a duplicate, personal data posted by mistake: "
                "who acts, and how?",
            ),
        },
        {
            "title": Text("Donnez peu, à plusieurs", "Give little, to several"),
            "text": Text(
                "Mieux vaut cinq modérateurs qui peuvent déplacer et corriger qu’un seul qui "
                "peut tout.",
                "Five moderators who can move and correct are better than one who can do anything.",
            ),
        },
        {
            "title": Text("Gardez la suppression", "Keep deletion to yourself"),
            "text": Text(
                "C’est le seul geste difficile à réparer. Réservez-le à quelques personnes de votre "
                "équipe.",
                "It is the one gesture that is hard to undo. Reserve it for a few people on your "
                "team.",
            ),
        },
        {
            "title": Text("Relisez chaque trimestre", "Review every quarter"),
            "text": Text(
                "Des modérateurs partent, d’autres arrivent. Un droit dont personne ne se sert est "
                "un droit à retirer.",
                "Moderators leave, others arrive. A permission nobody uses is a permission to take "
                "back.",
            ),
        },
    ],
)

END = prose(
    """
## Dire la règle avant de l'appliquer

Une charte courte vaut mieux qu'un règlement complet. Une page suffit : ce que l'on vient faire
ici, ce qui est retiré et pourquoi, comment contester. Le dernier point est souvent oublié. Un
membre dont le message disparaît sans un mot revient fâché ; un membre à qui l'on a dit pourquoi
revient, le plus souvent, avec une autre phrase.

Écrivez aussi ce que vous ne retirerez pas. Une critique argumentée de votre produit, par exemple.
La communauté jugera votre sincérité là-dessus, et elle aura raison.

## Trois situations où le doute est permis

- **Le membre qui aide beaucoup et bouscule parfois.** Parlez-lui en privé, une fois, avec un
  exemple précis. La plupart s'adoucissent quand on a commencé par les remercier.
- **La bonne réponse qui contredit votre documentation.** Vérifiez, puis corrigez la
  documentation. Laissez la réponse.
- **Le numéro de téléphone posté en clair.** Masquez d'abord, expliquez ensuite. Ici, la vitesse
  protège quelqu'un.

## Ce qu'il faut mesurer

Le nombre de messages retirés ne dit presque rien. Regardez plutôt combien de questions sont
restées sans réponse au bout de deux jours, et combien de nouveaux membres ont écrit une deuxième
fois. Une communauté bien modérée ne se voit pas : on y trouve ce que l'on cherche et l'on a envie
d'y revenir.

L'[exemple d'Atelier Norvelle](/clients/atelier-norvelle/) raconte, avec une entreprise imaginée,
comment des membres volontaires ont pris leur part de ce travail.
""",
    """
## State the rule before applying it

A short charter is better than a complete set of regulations. One page will do: what people come
here for, what is removed and why, how to object. The last point is often forgotten. A member
whose post vanishes without a word comes back angry; a member who has been told why usually comes
back with a different sentence.

Write down as well what you will not remove. A reasoned criticism of your product, for instance.
The community will judge your sincerity by it, and rightly.

## Three situations where doubt is allowed

- **The member who helps a great deal and is sometimes rough.** Talk to them in private, once,
  with a precise example. Most soften when you begin by thanking them.
- **The right answer that contradicts your documentation.** Check, then correct the documentation.
  Leave the answer.
- **The phone number posted for all to see.** Hide it first, explain afterwards. Here, speed
  protects somebody.

## What to measure

The number of posts removed tells you almost nothing. Look instead at how many questions were
still unanswered after two days, and how many new members wrote a second time. Good moderation
does not show: people find what they came for and feel like coming back.

The [example of Atelier Norvelle](/clients/atelier-norvelle/) tells, through an invented company,
how volunteer members took on their share of the work.
""",
)

ARTICLE = article(
    address="moderer-une-communaute-avec-des-roles",
    slug="moderating-a-community-with-roles",
    title=Text(
        "Modérer une communauté : des rôles plutôt que des gardiens",
        "Moderating a community: roles rather than guards",
    ),
    summary=Text(
        "Lire, créer, modifier, supprimer, modérer : cinq gestes à répartir avec soin pour qu’une "
        "communauté reste ouverte et vivable.",
        "Read, create, edit, delete, moderate: five gestures to divide with care so that a "
        "community stays open and pleasant.",
    ),
    description=Text(
        "Comment répartir les droits d’une communauté en ligne entre membres, modérateurs et équipe, "
        "et trois situations où le doute est permis.",
        "How to divide permissions in an online community between members, moderators and staff, "
        "and three situations where doubt is allowed.",
    ),
    category="Communautés",
    author=COMMUNITY_TEAM,
    days_ago=59,
    body=[BEGINNING, ROLES, END],
)
