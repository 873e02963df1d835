"""The home page: what the company does, from the claim to the steps."""

from cms.starterkit import Prose, Text, block, link
from pages.starter.shapes import feature, figure, says, step

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
                says(
                    "customer",
                    Text(
                        "Bonjour, je vous ai écrit lundi au sujet de mon déménagement.",
                        "Hello, I e-mailed you on Monday about moving house.",
                    ),
                ),
                says(
                    "agent",
                    Text(
                        "Bonjour Inès, j’ai votre e-mail sous les yeux. Nouvelle adresse notée ; "
                        "à partir de quand ?",
                        "Hello Inès, I have your e-mail in front of me. New address noted. "
                        "From which date?",
                    ),
                ),
                says("customer", Text("Le 3, et merci !", "The 3rd, and thank you!")),
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
        figure(
            Text("1 console", "1 console"),
            Text(
                "pour l’e-mail, les réseaux sociaux, le chat, les messageries, le SMS "
                "et votre application mobile",
                "for e-mail, social networks, live chat, messaging apps, SMS and your mobile app",
            ),
        ),
        figure(
            Text("Tout", "All"),
            Text(
                "ce qui est fait sur la plateforme est inscrit au journal des événements",
                "that is done on the platform is written to the event journal",
            ),
        ),
        figure(
            Text("2 ans", "2 years"),
            Text(
                "de conservation par défaut, que chaque client règle à sa mesure",
                "of retention by default, which each client sets to suit",
            ),
        ),
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
        feature(
            "inbox",
            Text("Répondre à ceux qui vous écrivent", "Answer the people who write to you"),
            Text(
                "Dimelo Digital réunit les messages privés et publics, le profil de leur auteur "
                "et les réponses de vos agents.",
                "Dimelo Digital brings together private and public messages, the profile of "
                "whoever wrote them, and your agents’ replies.",
            ),
            link("/produits/dimelo-digital/"),
        ),
        feature(
            "people",
            Text("Laisser vos clients s’entraider", "Let customers help each other"),
            Text(
                "Dimelo Communities ouvre un lieu public où l’on pose une question, où la bonne "
                "réponse remonte et où les idées se discutent.",
                "Dimelo Communities opens a public place to ask a question, see the right answer "
                "rise to the top and talk ideas through.",
            ),
            link("/produits/dimelo-communities/"),
        ),
        feature(
            "channels",
            Text("Relier les deux", "Join the two up"),
            Text(
                "Ce que la communauté sait déjà ne revient plus dans la file des agents. "
                "Quatre exemples montrent comment des équipes s’y prennent.",
                "What the community already knows need not reach an agent’s queue. "
                "Four examples show how teams go about it.",
            ),
            link("/clients/", Text("Voir les exemples", "See the examples")),
        ),
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
        step(
            Text("Le canal est relié", "The channel is connected"),
            Text(
                "Ses messages et le profil public de leurs auteurs sont synchronisés avec "
                "la plateforme.",
                "Its messages, and the public profiles of the people who wrote them, are "
                "synchronised with the platform.",
            ),
        ),
        step(
            Text("Le message rejoint la console", "The message reaches the console"),
            Text(
                "Il y retrouve la conversation en cours, s’il y en a une, et la personne qui "
                "l’a écrit.",
                "There it joins the conversation under way, if there is one, and the person "
                "who wrote it.",
            ),
        ),
        step(
            Text("Un agent répond", "An agent replies"),
            Text(
                "Il écrit dans un seul endroit ; son orthographe est relue par un service de "
                "correction.",
                "They write in one place, and a correction service checks the spelling.",
            ),
        ),
        step(
            Text("La réponse est publiée, la trace est gardée", "Published and recorded"),
            Text(
                "Elle repart sur le canal d’origine. Le journal dit qui a fait quoi, et quand.",
                "The reply goes back to the original channel. The journal says who did what, "
                "and when.",
            ),
        ),
    ],
)
