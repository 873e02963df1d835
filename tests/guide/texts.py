"""Names, addresses and words of the guide's people. Nobody of them exists: `.example` never will."""

import json

import typst

# days ago, address, whether the link in the mail was followed
SUBSCRIBERS = [
    (26, "lea.martel@atelier-norvelle.example", True),
    (24, "j.perrault@mutuelle-orvaline.example", True),
    (21, "contact@librairies-duval.example", True),
    (19, "amina.saidi@energie-valserein.example", True),
    (16, "paul.lefort@transports-calviere.example", True),
    (13, "service.client@maison-alder.example", False),
    (11, "ines.roche@cabinet-roche.example", True),
    (8, "b.tessier@groupe-tessier.example", True),
    (5, "chloe.vidal@vidal-conseil.example", True),
    (2, "marc.aubert@aubert-freres.example", False),
    (1, "sarah.benali@novea.example", True),
]

# days ago, name, address, company, message
ENQUIRIES = [
    (
        7,
        "Claire Moreau",
        "claire.moreau@librairies-duval.example",
        "Librairies Duval",
        (
            "Bonjour, nous répondons par e-mail, sur une messagerie et sur un forum, avec onze personnes. "
            "Peut-on voir la console avec nos canaux ?"
        ),
    ),
    (
        6,
        "Julien Perrault",
        "j.perrault@mutuelle-orvaline.example",
        "Mutuelle Orvaline",
        "Nous voudrions garder nos conversations douze mois et non deux ans. Est-ce réglable par canal ?",
    ),
    (
        5,
        "Amina Saïdi",
        "amina.saidi@energie-valserein.example",
        "Énergie Valserein",
        "Les grands froids triplent nos messages. Comment se passe la répartition entre agents ?",
    ),
    (
        4,
        "Paul Lefort",
        "paul.lefort@transports-calviere.example",
        "Transports Calvière",
        "Notre communauté de voyageurs a quatre ans. Que faut-il pour la reprendre chez vous ?",
    ),
    (
        2,
        "Chloé Vidal",
        "chloe.vidal@vidal-conseil.example",
        "Vidal Conseil",
        "Je prépare un comparatif pour un client. Avez-vous une grille de vos fonctions par rôle ?",
    ),
    (
        1,
        "Marc Aubert",
        "marc.aubert@aubert-freres.example",
        "Aubert Frères",
        "Le SMS est notre premier canal. Le traitez-vous comme un canal privé ?",
    ),
    (
        0.2,
        "Sarah Benali",
        "sarah.benali@novea.example",
        "Novéa",
        "Bonjour, qui peut lire le journal des événements, et combien de temps ?",
    ),
]

# days ago, name, address, stage, letter
CANDIDATES = [
    (
        12,
        "Anaïs Lecœur",
        "anais.lecoeur@courriel.example",
        "interview",
        (
            "J’ai tenu trois ans la file de messages d’un service public, et je l’ai rendue deux fois plus "
            "rapide en la mesurant d’abord."
        ),
    ),
    (
        11,
        "Karim Haddad",
        "karim.haddad@courriel.example",
        "shortlist",
        "Python depuis six ans, relu.",
    ),
    (9, "Julie Fontaine", "julie.fontaine@courriel.example", "shortlist", "J’écris et je relis."),
    (
        8,
        "Lucas Petit",
        "lucas.petit@courriel.example",
        "decision",
        "Mon dernier projet est public.",
    ),
    (
        6,
        "Maëlle Caradec",
        "maelle.caradec@courriel.example",
        "interview",
        "Je viens de l’exploitation.",
    ),
    (
        3,
        "Yanis Morel",
        "yanis.morel@courriel.example",
        "received",
        "Votre annonce dit le salaire : merci.",
    ),
    (
        2,
        "Emma Garnier",
        "emma.garnier@courriel.example",
        "received",
        "Je cherche une équipe qui relit.",
    ),
    (0.3, "Hugo Lambert", "hugo.lambert@courriel.example", "received", "Bonjour, voici mon CV."),
]

# what HR and the interviewer think of the first candidate, criterion by criterion
OPINIONS = [
    (3, "Un dépôt public, relu par deux personnes, avec des tests lisibles."),
    (3, "A mesuré la file avant de toucher au code ; chiffres à l’appui."),
    (2, "Clair à l’oral ; l’écrit reste à voir."),
]

_CV = """
#set page(margin: 2.2cm)
#set text(size: 11pt, lang: "fr")
#let data = json(bytes(sys.inputs.data))
#text(size: 22pt, weight: "bold")[#data.name]
#v(-0.4em)
#text(fill: rgb("#545968"))[Développement Python · Paris]
#v(1em)
#data.words
== Expérience
*2022 – 2026 · Service des messages, ville imaginaire* \\
Reprise d’une file de 40 000 messages par mois ; temps de réponse divisé par deux.
*2019 – 2022 · Atelier de logiciels, région imaginaire* \\
Synchronisation de canaux, tests, relectures, astreinte une semaine sur six.
== Formation
*2019 · Master d’informatique, université imaginaire*
== Langues
Français, anglais courant.
"""


def cv(name: str, words: str) -> bytes:
    """A CV of one page as a PDF."""
    return typst.compile(
        _CV.encode(), sys_inputs={"data": json.dumps({"name": name, "words": words})}
    )
