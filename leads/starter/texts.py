"""The texts of the starter site's resources, French and English side by side."""

Part = list[str]

QUESTIONS_FR: list[Part] = [
    [
        "Compter avant de choisir",
        (
            "Une entreprise croit souvent avoir trois canaux et en découvre huit : l’adresse e-mail que "
            "l’on donne au téléphone, la messagerie de la page d’un réseau social, le chat d’un site "
            "ouvert pour une campagne et jamais fermé. Avant de choisir un outil, il faut savoir par où "
            "l’on vous écrit."
        ),
        "- Par quels canaux un client peut-il nous écrire aujourd’hui, même sans que nous l’ayons voulu ?",
        "- Combien de messages arrivent par chacun d’eux en une semaine ordinaire ?",
        "- Qui répond, et où la réponse est-elle gardée ?",
    ],
    [
        "Séparer le public du privé",
        (
            "Un message privé attend une réponse privée. Un commentaire public est lu par d’autres que "
            "son auteur, et la réponse aussi. Les deux peuvent venir de la même personne le même jour : "
            "l’outil doit garder la différence visible pour l’agent, jusque dans le bouton d’envoi."
        ),
        "- Nos agents voient-ils, avant d’écrire, si leur réponse sera publique ?",
        "- Savons-nous faire passer une conversation du public au privé sans la recommencer ?",
        "- Qui a le droit de répondre en public au nom de l’entreprise ?",
    ],
    [
        "Garder le fil",
        (
            "Un client qui change de canal ne change pas de question. Ce qui a été dit par e-mail doit "
            "être sous les yeux de la personne qui répond par messagerie. C’est là que se gagne le temps, "
            "bien plus que dans la vitesse de frappe."
        ),
        "- Un agent voit-il ce qu’un collègue a déjà répondu à la même personne ?",
        "- Que se passe-t-il quand deux agents ouvrent le même message ?",
    ],
    [
        "Décider de la durée",
        (
            "Tout ce qui est gardé doit l’être pour une raison et pour un temps. La durée se règle avant "
            "la mise en service, pas après une demande d’effacement."
        ),
        "- Combien de temps gardons-nous une conversation, et pourquoi ce temps-là ?",
        (
            "- Qui peut exporter, corriger ou effacer ce que nous savons d’une personne, et en combien de "
            "clics ?"
        ),
    ],
]

QUESTIONS_EN: list[Part] = [
    [
        "Count before you choose",
        (
            "A company often believes it has three channels and finds eight: the e-mail address given out "
            "on the phone, the inbox of a social network page, the chat of a site opened for a campaign "
            "and never closed. Before choosing a tool, know where people write to you."
        ),
        "- Through which channels can a customer write to us today, even without our meaning it?",
        "- How many messages come through each in an ordinary week?",
        "- Who answers, and where is the answer kept?",
    ],
    [
        "Keep public and private apart",
        (
            "A private message expects a private answer. A public comment is read by others than its "
            "author, and so is the answer. Both can come from the same person on the same day: the tool "
            "must keep the difference in the agent’s sight, down to the button that sends."
        ),
        "- Do our agents see, before they write, whether their answer will be public?",
        "- Can we move a conversation from public to private without starting it again?",
        "- Who may answer in public for the company?",
    ],
    [
        "Keep the thread",
        (
            "A customer who changes channel does not change question. What was said by e-mail must be in "
            "front of whoever answers by chat. This is where time is won, far more than by typing faster."
        ),
        "- Does an agent see what a colleague has already answered the same person?",
        "- What happens when two agents open the same message?",
    ],
    [
        "Decide how long",
        (
            "Whatever is kept must be kept for a reason and for a time. The time is set before going live, "
            "not after a request for erasure."
        ),
        "- How long do we keep a conversation, and why that long?",
        "- Who can export, correct or erase what we know about a person, and in how many clicks?",
    ],
]

GRID_FR: list[Part] = [
    [
        "Comment remplir cette grille",
        (
            "Une ligne par canal. Réunissez autour de la table une personne qui répond, une personne qui "
            "encadre et votre délégué à la protection des données. Une heure suffit pour un premier jet."
        ),
    ],
    [
        "Pour chaque canal, notez",
        "- Son nom, et qui en a les clés.",
        "- Public ou privé.",
        "- Le nombre de messages d’une semaine ordinaire, et celui de la pire semaine de l’année.",
        "- Le délai de réponse que vous tenez vraiment, mesuré.",
        "- Ce qui est gardé, où, et jusqu’à quand.",
        "- Qui peut lire, répondre, exporter et effacer.",
    ],
    [
        "Relire dans trois mois",
        (
            "Reprenez la grille après trois mois : les canaux que personne ne tient sont à fermer ou à "
            "confier à quelqu’un. Un canal ouvert sans réponse coûte plus qu’un canal absent."
        ),
    ],
]

GRID_EN: list[Part] = [
    [
        "How to fill in this grid",
        (
            "One line per channel. Bring together somebody who answers, somebody who leads and your data "
            "protection officer. One hour is enough for a first draft."
        ),
    ],
    [
        "For each channel, write down",
        "- Its name, and who holds its keys.",
        "- Public or private.",
        "- The number of messages of an ordinary week, and of the worst week of the year.",
        "- The response time you really hold, measured.",
        "- What is kept, where, and until when.",
        "- Who can read, answer, export and erase.",
    ],
    [
        "Read it again in three months",
        (
            "Take the grid up again after three months: channels that nobody holds are to be closed or "
            "given to somebody. An open channel without an answer costs more than none."
        ),
    ],
]
