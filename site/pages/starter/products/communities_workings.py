"""Dimelo Communities: how it works."""

from cms.starterkit import Prose, Text, block, link
from pages.starter.shapes import feature, step, table

STEPS = block(
    "steps",
    heading=Text("De la question à la bonne réponse", "From the question to the right answer"),
    steps=[
        step(
            Text("On entre", "People come in"),
            Text(
                "Un membre s’inscrit avec ses nom, prénom et e-mail, parfois un identifiant, ou "
                "passe par un service tiers comme Facebook Connect.",
                "A member registers with a name, first name and e-mail address, possibly a login, "
                "or signs in through a third party such as Facebook Connect.",
            ),
        ),
        step(
            Text("On demande", "Somebody asks"),
            Text(
                "La question est publique par défaut : d’autres qui se la posent la trouveront.",
                "The question is public by default: others wondering the same thing will find it.",
            ),
        ),
        step(
            Text("On s’entraide", "People help each other"),
            Text(
                "D’autres membres répondent, vos équipes complètent, les bons contenus sont mis "
                "en avant.",
                "Other members answer, your team adds to it, and good content is promoted.",
            ),
        ),
        step(
            Text("On améliore", "Things get better"),
            Text(
                "Les idées proposées par les membres nourrissent vos produits : c’est l’innovation "
                "ouverte.",
                "Ideas from members feed into your products: that is open innovation.",
            ),
        ),
    ],
)

USES = block(
    "features",
    heading=Text("Trois usages, un même lieu", "Three uses, one place"),
    items=[
        feature(
            "people",
            Text("L’entraide", "Mutual help"),
            Text(
                "Les clients qui connaissent bien un produit aident ceux qui le découvrent.",
                "Customers who know a product well help those who are new to it.",
            ),
        ),
        feature(
            "star",
            Text("La mise en avant", "Promotion"),
            Text(
                "Une réponse juste ne se perd pas dans la page trois : elle est promue et retrouvée.",
                "A sound answer is not lost on page three: it is promoted and found again.",
            ),
        ),
        feature(
            "idea",
            Text("L’innovation ouverte", "Open innovation"),
            Text(
                "Les membres proposent, discutent, précisent. Vous répondez à découvert.",
                "Members suggest, discuss and refine. You answer in the open.",
            ),
        ),
    ],
)

ROLES = block(
    "image_and_text",
    heading=Text("Qui peut faire quoi", "Who may do what"),
    text=Prose(
        """
Les contenus sont publics par défaut. Pour le reste, **rôles et permissions**
gouvernent la lecture, la création, la modification, la suppression et la modération.

Vous pouvez donc réserver un espace à certains membres, confier la modération à des volontaires et
garder la suppression pour votre équipe.
""",
        """
Content is public by default. For everything else, **roles and permissions** govern reading,
creating, editing, deleting and moderating.

So you can keep one area for certain members, entrust moderation to volunteers and reserve
deletion for your own team.
""",
    ),
    link=[link("/actualites/moderer-une-communaute-avec-des-roles/")],
    illustration="roles",
    side="start",
)

PERMISSIONS = table(
    Text("Une communauté ouverte, pas sans règles", "An open community, with rules"),
    Text(
        "Un partage possible des droits entre trois rôles, à titre d’exemple",
        "One possible division of permissions between three roles, as an example",
    ),
    [
        Text("Droit", "Permission"),
        Text("Membre", "Member"),
        Text("Modérateur", "Moderator"),
        Text("Responsable", "Manager"),
    ],
    [Text("Lire", "Read"), Text("Oui", "Yes"), Text("Oui", "Yes"), Text("Oui", "Yes")],
    [Text("Créer", "Create"), Text("Oui", "Yes"), Text("Oui", "Yes"), Text("Oui", "Yes")],
    [
        Text("Modifier", "Edit"),
        Text("Ses propres messages", "Their own posts"),
        Text("Tous les messages", "All posts"),
        Text("Tous les messages", "All posts"),
    ],
    [
        Text("Supprimer", "Delete"),
        Text("Ses propres messages", "Their own posts"),
        Text("Non", "No"),
        Text("Tous les messages", "All posts"),
    ],
    [Text("Modérer", "Moderate"), Text("Non", "No"), Text("Oui", "Yes"), Text("Oui", "Yes")],
)

SUBPROCESSORS = table(
    Text("Ce que nous confions à d’autres", "What we entrust to others"),
    Text(
        "Les services de Dimelo Communities assurés par des prestataires",
        "The Dimelo Communities services that providers supply",
    ),
    [Text("Service", "Service"), Text("À quoi il sert", "What it is for")],
    [
        Text("Hébergement et exploitation", "Hosting and managed operations"),
        Text(
            "Faire fonctionner la plateforme et la tenir en état",
            "Running the platform and keeping it in order",
        ),
    ],
    [
        Text("Envoi d’e-mails", "E-mail delivery"),
        Text(
            "Acheminer les notifications et les messages privés",
            "Carrying notifications and private messages",
        ),
    ],
    [
        Text("Stockage", "Storage"),
        Text("Garder les fichiers et les pièces jointes", "Keeping files and attachments"),
    ],
)
