"""A mutual insurer that receives photographs it would rather not keep."""

from cms.starterkit import PageText, Text, block, named, pages
from pages.models import Sector, StoryPage
from pages.starter.shapes import figures, prose, says, step

FIGURES = figures(
    (
        Text("12 mois", "12 months"),
        Text(
            "de conservation, au lieu des deux ans par défaut",
            "of retention instead of the default two years",
        ),
    ),
    (
        Text("4 rôles", "4 roles"),
        Text("au lieu d’un seul accès partagé", "instead of a single shared login"),
    ),
    (
        Text("2 jours", "2 days"),
        Text(
            "pour répondre à une demande d’accès, sans passer par nous",
            "to answer a request for access, without going through us",
        ),
    ),
)

BEGINNING = prose(
    """
## Une photo de trop

Mutuelle Orvaline assure, dans ce récit imaginé, des logements et des voitures. Ses adhérents ont
pris l'habitude d'écrire par messagerie et d'y joindre des photos : un dégât des eaux, un constat
et, de temps en temps, une carte d'identité que personne n'avait demandée.

Ces images étaient utiles le jour même. Elles l'étaient beaucoup moins deux ans plus tard, quand
une auditrice interne a demandé qui pouvait les voir. La réponse honnête tenait en un mot : tous.

## Ranger avant de répondre plus vite

L'équipe n'a pas cherché d'abord à gagner du temps. Elle a écrit, sur une page, qui devait voir
quoi, et pendant combien de temps. Puis elle a réglé **Dimelo Digital** en conséquence.
""",
    """
## One photograph too many

In this invented story, Mutuelle Orvaline insures homes and cars. Its members have grown used to
writing by messaging app and attaching photographs: water damage, an accident report and, now and
then, an identity card that nobody had asked for.

Those pictures were useful on the day. They were far less so two years later, when an internal
auditor asked who could see them. The honest answer was a single word: everyone.

## Putting things in order before going faster

Saving time was not the team's first aim. It wrote down, on one page, who should see what and for
how long. Then it set up **Dimelo Digital** to match.
""",
)

METHOD = block(
    "steps",
    heading=Text("Quatre décisions, dans cet ordre", "Four decisions, in this order"),
    steps=[
        step(
            Text("Quatre rôles", "Four roles"),
            Text(
                "Accueil, gestion des sinistres, encadrement, protection des données. Chacun voit "
                "ce qui relève de lui.",
                "Front desk, claims, management, data protection. Each sees what falls to them.",
            ),
        ),
        step(
            Text("Des images protégées", "Protected images"),
            Text(
                "Les images reçues en clair sont chiffrées. Une pièce d’identité inutile est supprimée "
                "dès qu’on la voit.",
                "Images received in clear are encrypted. An unneeded identity document is deleted on "
                "sight.",
            ),
        ),
        step(
            Text("Un an, pas deux", "One year, not two"),
            Text(
                "La mutuelle a donné son instruction par écrit : douze mois de conservation.",
                "The insurer gave its instruction in writing: twelve months of retention.",
            ),
        ),
        step(
            Text("Un journal relu", "A journal that gets read"),
            Text(
                "Chaque trimestre, la déléguée à la protection des données parcourt le journal des "
                "événements.",
                "Every quarter, the data protection officer goes through the event journal.",
            ),
        ),
    ],
)

EXCHANGE = block(
    "conversation",
    channel=Text("Messagerie · 11:05", "Messaging · 11:05"),
    messages=[
        says(
            "customer",
            Text(
                "Voici ma carte d’identité pour le dossier.",
                "Here is my identity card for the file.",
            ),
        ),
        says(
            "agent",
            Text(
                "Merci, mais elle n’est pas nécessaire pour ce sinistre : je la supprime. "
                "Une photo du mur suffit.",
                "Thank you, but it is not needed for this claim: I am deleting it. "
                "A photo of the wall is enough.",
            ),
        ),
        says("customer", Text("Tant mieux. La voilà.", "So much the better. Here you are.")),
    ],
    note=Text("Échange imaginé", "Invented exchange"),
)

END = prose(
    """
## Quand quelqu'un demande ce que l'on sait de lui

Un adhérent qui veut consulter ou faire effacer ses données écrit à la mutuelle, pas à nous. C'est
elle qui le connaît, et elle a dans la plateforme les outils pour agir seule : retrouver la fiche,
la corriger, la supprimer.

L'équipe a tenu à un détail. La réponse à ces demandes est écrite par un agent, dans la même
conversation que le reste. On y lit ce qui a été fait, et ce qui ne pouvait pas l'être, avec la
raison.
""",
    """
## When somebody asks what is known about them

Members who want to see their data, or have it erased, write to the insurer, not to us. The
insurer knows them and has the tools in the platform to act alone: find the profile, correct it,
delete it.

The team insisted on one detail. Replies to such requests are written by an agent, in the same
conversation as everything else. They say what was done, and what could not be, with the reason.
""",
)

STORY = PageText(
    model=StoryPage,
    address="/clients/mutuelle-orvaline/",
    slug="mutuelle-orvaline",
    title=Text(
        "Garder moins, mieux, et savoir qui regarde",
        "Keeping less, keeping it better, and knowing who looks",
    ),
    description=Text(
        "Exemple : comment une mutuelle imaginée règle les rôles, la durée de conservation et le "
        "journal pour mieux protéger ses adhérents.",
        "Example: how an invented mutual insurer sets roles, retention and the journal to protect "
        "its members better.",
    ),
    fields={
        "customer": "Mutuelle Orvaline",
        "is_example": True,
        "sector": named(Sector, "Assurance"),
        "products": pages("/produits/dimelo-digital/"),
        "figures": FIGURES,
        "summary": Text(
            "Des photos utiles un jour et gardées deux ans : la mutuelle a décidé qui voit quoi, "
            "et pour combien de temps.",
            "Photographs useful for a day and kept for two years: the insurer decided who sees "
            "what, and for how long.",
        ),
        "body": [BEGINNING, METHOD, EXCHANGE, END],
    },
)
