"""Dimelo Digital: one console for every channel."""

from cms.starterkit import PageText, Prose, Text, block, first_of, link, to
from pages.models import ProductPage

from .digital_workings import CHANNELS, STEPS, SUBPROCESSORS, TOOLS

DATA_QUESTIONS = block(
    "questions",
    heading=Text("Les données, sans détour", "Data, in plain terms"),
    items=[
        {
            "question": Text("Qui décide de ce qui est conservé ?", "Who decides what is kept?"),
            "answer": Prose(
                """
Vous. Les données sont conservées selon vos instructions ; sans
instruction de votre part, la durée est de deux ans. [Voici comment la
changer](/actualites/deux-ans-par-defaut-et-apres/).
""",
                """
You do. Data is kept as you instruct; without an instruction from you, the period is two years.
[Here is how to change it](/actualites/deux-ans-par-defaut-et-apres/).
""",
            ),
        },
        {
            "question": Text(
                "Un utilisateur final veut faire corriger ses données : que faire ?",
                "An end user wants their data corrected: what happens?",
            ),
            "answer": Prose(
                """
Il s'adresse à vous, et vous avez dans la plateforme les outils pour agir seul. Si une demande
nous parvient, c'est à vous qu'elle revient : vous connaissez la personne, pas nous.
""",
                """
They turn to you, and you have the tools in the platform to act on your own. If a request reaches
us, it belongs with you: you know the person, we do not.
""",
            ),
        },
        {
            "question": Text(
                "Que recevez-vous d’un réseau social ?",
                "What do you receive from a social network?",
            ),
            "answer": Prose(
                """
Les messages adressés à votre compte et le profil public de leurs auteurs, tels que le canal relié
les transmet. Vos réponses y sont publiées en retour.
""",
                """
The messages addressed to your account and the public profile of their authors, as handed over by
the connected channel. Your replies are published back to it.
""",
            ),
        },
    ],
)

PAGE = PageText(
    model=ProductPage,
    address="/produits/dimelo-digital/",
    slug="dimelo-digital",
    title=Text("Dimelo Digital", "Dimelo Digital"),
    seo_title=Text(
        "Dimelo Digital – Une console pour tous vos canaux",
        "Dimelo Digital – One console for every channel",
    ),
    description=Text(
        "Une console pour traiter e-mails, réseaux sociaux, chat, messageries, SMS et messages "
        "d’application, avec rôles, journal et durée de conservation réglée par vous.",
        "One console for e-mail, social networks, chat, messaging apps, SMS and in-app messages, "
        "with roles, a journal and a retention period you set.",
    ),
    fields={
        "tagline": Text(
            "Un message peut venir de partout. La réponse part d’un seul endroit.",
            "A message can come from anywhere. The reply comes from one place.",
        ),
        "summary": Text(
            "Dimelo Digital réunit dans une console les messages de tous les canaux numériques, "
            "privés ou publics, avec le profil de ceux qui les écrivent.",
            "Dimelo Digital gathers messages from every digital channel, private or public, into "
            "one console, with the profile of whoever writes them.",
        ),
        "illustration": "console",
        "problem_heading": Text(
            "Six outils ouverts, et personne n’a toute l’histoire",
            "Six tools open, and nobody has the whole story",
        ),
        "problem": Prose(
            """
Une boîte e-mail partagée, deux comptes sur les réseaux sociaux, une messagerie, le chat du site,
les SMS du service de livraison. Chacun a son écran, son mot de passe, sa façon de trier.

Le client, lui, ne voit qu'une entreprise. Il a déjà tout expliqué lundi, et on le lui redemande
mercredi parce que le canal a changé. **Ce n'est pas un manque de bonne volonté : c'est un manque
de vue d'ensemble.**
""",
            """
A shared mailbox, two social accounts, a messaging app, the chat on the website, text messages
from the delivery service. Each has its own screen, its own password, its own way of sorting.

Customers see only one company. They explained it all on Monday and are asked again on Wednesday
because the channel has changed. **It is not a lack of goodwill: it is the lack of an overall
view.**
""",
        ),
        "workings": [STEPS, CHANNELS, TOOLS, SUBPROCESSORS],
        "proof": [
            block(
                "key_figures",
                heading=Text("Ce à quoi vous pouvez vous fier", "What you can rely on"),
                figures=[
                    {
                        "value": Text("6 familles", "6 families"),
                        "label": Text(
                            "de canaux numériques dans une seule console",
                            "of digital channels in a single console",
                        ),
                    },
                    {
                        "value": Text("2 ans", "2 years"),
                        "label": Text(
                            "de conservation, sauf instruction de votre part",
                            "of retention, unless you instruct otherwise",
                        ),
                    },
                    {
                        "value": Text("1 journal", "1 journal"),
                        "label": Text(
                            "où chaque action de la plateforme est inscrite",
                            "in which every action on the platform is written",
                        ),
                    },
                ],
            ),
            block(
                "stories",
                heading=Text("Dans la pratique, par l’exemple", "In practice, by example"),
                introduction=Text(
                    "Ces entreprises sont inventées pour montrer l’usage du produit.",
                    "These companies are invented to show the product in use.",
                ),
                chosen=[to("/clients/energie-valserein/"), to("/clients/mutuelle-orvaline/")],
                more=[link("/clients/", Text("Tous les exemples", "All the examples"))],
            ),
        ],
        "next_step": [
            DATA_QUESTIONS,
            block(
                "call_to_action",
                heading=Text(
                    "Faites la liste de vos canaux, nous ferons le tri",
                    "List your channels, and we will help you sort them",
                ),
                text=Text(
                    "Ceux que vous suivez, ceux que vous suivez mal, ceux que vous avez "
                    "abandonnés : tous comptent.",
                    "The ones you follow, the ones you follow badly, the ones you gave up on: "
                    "they all count.",
                ),
                links=[
                    first_of(
                        link("/contact/", Text("Demander une démonstration", "Ask for a demo")),
                        link(
                            "/clients/energie-valserein/",
                            Text("Suivre un exemple complet", "Follow a full example"),
                        ),
                    ),
                    link(
                        "/produits/dimelo-communities/",
                        Text("Voir aussi Dimelo Communities", "See Dimelo Communities too"),
                    ),
                ],
            ),
        ],
    },
)
