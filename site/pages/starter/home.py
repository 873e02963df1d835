"""The texts of the home page."""

from cms.starterkit import PageText, Prose, Text, block, first_of, link
from pages.models import HomePage

HERO = block(
    "hero",
    eyebrow=Text("Relation client digitale", "Digital customer relations"),
    heading=Text("Tous vos canaux, une seule conversation.", "Every channel, one conversation."),
    text=Text(
        "Un client écrit par e-mail, relance par messagerie, commente sur un réseau social. "
        "Vos équipes lui répondent depuis une seule console, sans lui faire répéter son histoire.",
        "A customer e-mails, follows up by chat, then comments on social media. Your team answers "
        "from a single console, and nobody has to tell their story twice.",
    ),
    links=[
        link(
            "/produits/dimelo-digital/",
            Text("Découvrir Dimelo Digital", "Discover Dimelo Digital"),
        ),
        link("/clients/", Text("Lire des cas d’usage", "Read how it is used")),
    ],
    conversation=[
        {
            "channel": Text("Messagerie · 09:41", "Messaging · 09:41"),
            "messages": [
                {
                    "side": "customer",
                    "text": Text(
                        "Bonjour, je vous ai écrit lundi au sujet de mon déménagement.",
                        "Hello, I e-mailed you on Monday about moving house.",
                    ),
                },
                {
                    "side": "agent",
                    "text": Text(
                        "Bonjour Inès, j’ai votre e-mail sous les yeux. Nouvelle adresse notée ; "
                        "à partir de quand ?",
                        "Hello Inès, I have your e-mail in front of me. New address noted. "
                        "From which date?",
                    ),
                },
                {
                    "side": "customer",
                    "text": Text("Le 3, et merci !", "The 3rd, and thank you!"),
                },
            ],
            "note": Text(
                "L’e-mail de lundi est resté dans la conversation",
                "Monday’s e-mail is still part of the conversation",
            ),
        }
    ],
)

FIGURES = block(
    "key_figures",
    heading=Text("Trois repères pour commencer", "Three things to know first"),
    figures=[
        {
            "value": Text("1 console", "1 console"),
            "label": Text(
                "pour l’e-mail, les réseaux sociaux, le chat, les messageries, le SMS "
                "et votre application mobile",
                "for e-mail, social networks, live chat, messaging apps, SMS and your mobile app",
            ),
        },
        {
            "value": Text("Chaque action", "Every action"),
            "label": Text(
                "faite sur la plateforme est inscrite au journal des événements",
                "taken on the platform is written to the event journal",
            ),
        },
        {
            "value": Text("2 ans", "2 years"),
            "label": Text(
                "de conservation par défaut, que chaque client règle à sa mesure",
                "of retention by default, which each client sets to suit",
            ),
        },
    ],
)

ENTRIES = block(
    "features",
    heading=Text("Par où entrer ?", "Where to start"),
    introduction=Text(
        "Deux produits, qui se suffisent chacun et gagnent à se connaître.",
        "Two products. Each stands on its own, and they get on well together.",
    ),
    items=[
        {
            "icon": "inbox",
            "title": Text(
                "Répondre à ceux qui vous écrivent", "Answer the people who write to you"
            ),
            "text": Text(
                "Dimelo Digital réunit les messages privés et publics, le profil de leur auteur "
                "et les réponses de vos agents.",
                "Dimelo Digital brings together private and public messages, the profile of "
                "whoever wrote them, and your agents’ replies.",
            ),
            "link": [link("/produits/dimelo-digital/")],
        },
        {
            "icon": "people",
            "title": Text("Laisser vos clients s’entraider", "Let customers help each other"),
            "text": Text(
                "Dimelo Communities ouvre un lieu public où l’on pose une question, où la bonne "
                "réponse remonte et où les idées se discutent.",
                "Dimelo Communities opens a public place to ask a question, see the right answer "
                "rise to the top and talk ideas through.",
            ),
            "link": [link("/produits/dimelo-communities/")],
        },
        {
            "icon": "channels",
            "title": Text("Relier les deux", "Join the two up"),
            "text": Text(
                "Ce que la communauté sait déjà ne revient plus dans la file des agents. "
                "Quatre exemples montrent comment des équipes s’y prennent.",
                "What the community already knows need not reach an agent’s queue. "
                "Four examples show how teams go about it.",
            ),
            "link": [link("/clients/", Text("Voir les exemples", "See the examples"))],
        },
    ],
)

TOGETHER = block(
    "image_and_text",
    heading=Text(
        "La conversation change de canal, pas de fil",
        "The channel changes, the thread does not",
    ),
    text=Prose(
        """
Le message arrive avec le **profil
de son auteur** et ce qui a déjà été dit. L'agent qui ouvre le dossier le mardi lit ce que son
collègue a répondu le lundi, quel que soit le canal.

- Les messages privés restent privés : messagerie et SMS ne se mélangent pas aux échanges publics.
- La réponse repart sur le canal d'où venait la question.
- Les rôles limitent ce que chacun voit et fait.
""",
        """
A message arrives with the **profile of its author** and everything said so far. The agent who
opens the case on Tuesday reads what a colleague replied on Monday, whichever channel it came
through.

- Private messages stay private: messaging and SMS are kept apart from public exchanges.
- The reply goes back out on the channel the question came from.
- Roles set the limits of what each person sees and does.
""",
    ),
    link=[
        link(
            "/actualites/garder-la-conversation-quand-le-canal-change/",
            Text(
                "Pourquoi c’est plus difficile qu’il n’y paraît", "Why this is harder than it looks"
            ),
        )
    ],
    illustration="channels",
    side="end",
)

STEPS = block(
    "steps",
    heading=Text("D’un premier message à la réponse", "From first message to reply"),
    steps=[
        {
            "title": Text("Le canal est relié", "The channel is connected"),
            "text": Text(
                "Ses messages et le profil public de leurs auteurs sont synchronisés avec "
                "la plateforme.",
                "Its messages, and the public profiles of the people who wrote them, are "
                "synchronised with the platform.",
            ),
        },
        {
            "title": Text("Le message rejoint la console", "The message reaches the console"),
            "text": Text(
                "Il y retrouve la conversation en cours, s’il y en a une, et la personne qui "
                "l’a écrit.",
                "There it joins the conversation under way, if there is one, and the person "
                "who wrote it.",
            ),
        },
        {
            "title": Text("Un agent répond", "An agent replies"),
            "text": Text(
                "Il écrit dans un seul endroit ; son orthographe est relue par un service de "
                "correction.",
                "They write in one place, and a correction service checks the spelling.",
            ),
        },
        {
            "title": Text("La réponse est publiée, la trace est gardée", "Published and recorded"),
            "text": Text(
                "Elle repart sur le canal d’origine. Le journal dit qui a fait quoi, et quand.",
                "The reply goes back to the original channel. The journal says who did what, "
                "and when.",
            ),
        },
    ],
)

STORIES = block(
    "stories",
    heading=Text(
        "Quatre équipes imaginées, des questions réelles", "Imagined teams, real questions"
    ),
    introduction=Text(
        "Ces récits sont des exemples : les entreprises sont inventées, leurs difficultés non.",
        "These stories are examples: the companies are invented, their difficulties are not.",
    ),
    number=2,
    more=[link("/clients/", Text("Tous les exemples", "All the examples"))],
)

NEWS = block(
    "news",
    heading=Text("Ce que nous avons à en dire", "What we have to say about it"),
    number=3,
    more=[link("/actualites/", Text("Toutes les actualités", "All news"))],
)

QUESTIONS = block(
    "questions",
    heading=Text("Vos premières questions", "Your first questions"),
    items=[
        {
            "question": Text(
                "Quels canaux peut-on relier à la console ?",
                "Which channels can be connected to the console?",
            ),
            "answer": Prose(
                """
L'e-mail, les réseaux sociaux, le chat en direct, les messageries, le SMS et les applications
mobiles. La plateforme distingue les canaux privés, comme la messagerie ou le SMS, des canaux
publics, comme les réseaux sociaux et les forums.
""",
                """
E-mail, social networks, live chat, messaging apps, SMS and mobile apps. The platform tells
private channels, such as messaging or SMS, from public ones, such as social networks and forums.
""",
            ),
        },
        {
            "question": Text(
                "Combien de temps les messages sont-ils conservés ?",
                "How long are messages kept?",
            ),
            "answer": Prose(
                """
Deux ans par défaut. Le client décide d'une autre durée et nous suivons son instruction : [voici
comment cela se passe](/actualites/deux-ans-par-defaut-et-apres/).
""",
                """
Two years by default. The client may decide on another period and we follow that instruction:
[here is how it works](/actualites/deux-ans-par-defaut-et-apres/).
""",
            ),
        },
        {
            "question": Text(
                "À qui s’adresse une personne qui veut consulter ou faire effacer ses données ?",
                "Who should people ask to see their data, or have it erased?",
            ),
            "answer": Prose(
                """
À l'entreprise à laquelle elle a écrit, qui est notre cliente. Celle-ci dispose, dans l'outil, de
quoi répondre seule à la demande.
""",
                """
The company they wrote to, which is our client. It has what it needs, within the tool, to deal
with the request by itself.
""",
            ),
        },
        {
            "question": Text(
                "Faut-il prendre les deux produits ?",
                "Do we need both products?",
            ),
            "answer": Prose(
                """
Non. [Dimelo Digital](/produits/dimelo-digital/) et [Dimelo
Communities](/produits/dimelo-communities/) fonctionnent l'un sans l'autre.
""",
                """
No. [Dimelo Digital](/produits/dimelo-digital/) and [Dimelo
Communities](/produits/dimelo-communities/) each work without the other.
""",
            ),
        },
    ],
)

ACTION = block(
    "call_to_action",
    heading=Text("Partons de vos messages", "Start from your own messages"),
    text=Text(
        "Quels canaux suivez-vous déjà, lesquels vous échappent, qui répond à quoi : c’est de là "
        "que part une bonne installation.",
        "Which channels you already follow, which slip past you, who answers what: "
        "that is where a good set-up begins.",
    ),
    links=[
        first_of(
            link("/contact/", Text("Nous parler de vos canaux", "Tell us about your channels")),
            link("/produits/", Text("Comparer les deux produits", "Compare the two products")),
        ),
        link("/clients/", Text("Lire les exemples", "Read the examples")),
    ],
)

HOME = PageText(
    model=HomePage,
    address="/",
    slug="home",
    title=Text("Accueil", "Home"),
    seo_title=Text(
        "Dimelo – Tous vos canaux, une seule conversation",
        "Dimelo – Every channel, one conversation",
    ),
    description=Text(
        "Dimelo édite des logiciels de relation client digitale : une console pour tous vos "
        "canaux et une plateforme de communautés d’entraide.",
        "Dimelo makes software for digital customer relations: one console for all your channels "
        "and a platform for communities of mutual help.",
    ),
    fields={
        "body": [
            HERO,
            FIGURES,
            ENTRIES,
            TOGETHER,
            STEPS,
            STORIES,
            NEWS,
            QUESTIONS,
            ACTION,
        ]
    },
)
