"""Dimelo Digital: how it works."""

from cms.starterkit import Table, Text, block, link

CHANNELS = block(
    "table",
    heading=Text(
        "Privé ou public : la console fait la différence",
        "Private or public: the console tells them apart",
    ),
    caption=Text(
        "Les canaux reliés à la console et qui peut y lire une conversation",
        "The channels connected to the console and who can read a conversation there",
    ),
    table=Table(
        columns=[
            Text("Canal", "Channel"),
            Text("Nature", "Nature"),
            Text("Qui lit la réponse", "Who reads the reply"),
        ],
        rows=[
            [
                Text("Messageries et SMS", "Messaging apps and SMS"),
                Text("Privé", "Private"),
                Text("La personne qui a écrit", "The person who wrote"),
            ],
            [
                Text("E-mail et chat en direct", "E-mail and live chat"),
                Text("Privé", "Private"),
                Text("La personne qui a écrit", "The person who wrote"),
            ],
            [
                Text("Votre application mobile", "Your mobile app"),
                Text("Privé", "Private"),
                Text("La personne qui a écrit", "The person who wrote"),
            ],
            [
                Text("Réseaux sociaux et forums", "Social networks and forums"),
                Text("Public", "Public"),
                Text("Tous ceux qui passent", "Anyone passing by"),
            ],
        ],
    ),
)

STEPS = block(
    "steps",
    heading=Text("Le trajet d’un message", "The journey of a message"),
    introduction=Text(
        "Du téléphone de celui qui écrit à la réponse publiée, cinq étapes.",
        "Five stages, from the phone of the person who writes to the reply as published.",
    ),
    steps=[
        {
            "title": Text("Il arrive", "It arrives"),
            "text": Text(
                "La plateforme synchronise le message depuis le canal relié, avec le profil "
                "public de son auteur.",
                "The platform synchronises the message from the connected channel, along with "
                "its author’s public profile.",
            ),
        },
        {
            "title": Text("Il trouve son histoire", "It finds its history"),
            "text": Text(
                "L’agent voit la fiche de l’utilisateur final : nom, prénom, société, civilité, "
                "e-mails, téléphones, et les champs que vous avez ajoutés.",
                "The agent sees the end user’s profile: name, first name, company, gender, "
                "e-mail addresses, phone numbers and the custom fields you have added.",
            ),
        },
        {
            "title": Text("Quelqu’un s’en charge", "Somebody takes it on"),
            "text": Text(
                "Rôles et permissions déterminent qui peut le lire et y répondre.",
                "Roles and permissions determine who may read it and reply.",
            ),
        },
        {
            "title": Text("La réponse part", "The reply goes out"),
            "text": Text(
                "Elle est publiée sur le canal d’origine : l’utilisateur final ne change pas "
                "d’outil pour vous lire.",
                "It is published to the original channel: the end user needs no other tool "
                "to read it.",
            ),
        },
        {
            "title": Text("La trace reste", "The record stays"),
            "text": Text(
                "Chaque action faite sur la plateforme est inscrite dans un journal d’événements.",
                "Every action taken on the platform is written to an event journal.",
            ),
        },
    ],
)

TOOLS = block(
    "features",
    heading=Text("Ce que l’agent a sous la main", "What an agent has to hand"),
    items=[
        {
            "icon": "inbox",
            "title": Text("Un seul endroit où répondre", "One place to reply"),
            "text": Text(
                "E-mail, réseaux sociaux, chat, messageries, SMS, application mobile : plus besoin "
                "de surveiller un outil par canal.",
                "E-mail, social networks, chat, messaging apps, SMS, mobile app: no more watching "
                "one tool per channel.",
            ),
            "link": [],
        },
        {
            "icon": "people",
            "title": Text("Une fiche par personne", "One profile per person"),
            "text": Text(
                "Des champs personnalisés la complètent : un numéro de contrat, une agence, "
                "ce dont votre métier a besoin.",
                "Custom fields complete it: a contract number, a branch, whatever your line of "
                "work requires.",
            ),
            "link": [],
        },
        {
            "icon": "speech",
            "title": Text("Une orthographe relue", "Spelling checked"),
            "text": Text(
                "Un service de correction relit les réponses des agents : une faute se voit, "
                "surtout en public.",
                "A correction service checks agents’ replies: a mistake shows, most of all "
                "in public.",
            ),
            "link": [],
        },
        {
            "icon": "shield",
            "title": Text("Des rôles", "Roles"),
            "text": Text(
                "Ce qu’un agent voit et ce qu’il peut faire dépend de son rôle, que vous définissez.",
                "What an agent sees and may do depends on their role, which you define.",
            ),
            "link": [],
        },
        {
            "icon": "journal",
            "title": Text("Un journal", "A journal"),
            "text": Text(
                "Qui a répondu, qui a modifié, à quel moment : on le relit sans enquête.",
                "Who replied, who changed what, and when: you can read it back without an inquiry.",
            ),
            "link": [link("/actualites/un-journal-pour-savoir-ce-qui-s-est-passe/")],
        },
        {
            "icon": "lock",
            "title": Text("Des images protégées", "Images protected"),
            "text": Text(
                "Les images reçues en clair sont chiffrées par un service dédié.",
                "Images received in clear are encrypted by a dedicated service.",
            ),
            "link": [],
        },
    ],
)

SUBPROCESSORS = block(
    "table",
    heading=Text("Ce que nous confions à d’autres", "What we entrust to others"),
    caption=Text(
        "Les services de Dimelo Digital assurés par des prestataires",
        "The Dimelo Digital services that providers supply",
    ),
    table=Table(
        columns=[Text("Service", "Service"), Text("À quoi il sert", "What it is for")],
        rows=[
            [
                Text("Hébergement et exploitation", "Hosting and managed operations"),
                Text(
                    "Faire fonctionner la plateforme et la tenir en état",
                    "Running the platform and keeping it in order",
                ),
            ],
            [
                Text("Correction orthographique", "Spelling correction"),
                Text("Relire les réponses des agents", "Checking agents’ replies"),
            ],
            [
                Text("Chiffrement d’images", "Image encryption"),
                Text("Protéger les images reçues en clair", "Protecting images received in clear"),
            ],
            [
                Text("Notifications", "Notifications"),
                Text(
                    "Envoyer les notifications de la plateforme",
                    "Sending the platform’s notifications",
                ),
            ],
            [
                Text("Détection d’erreurs", "Error detection"),
                Text(
                    "Repérer les pannes et en faire rapport",
                    "Spotting failures and reporting on them",
                ),
            ],
        ],
    ),
)
