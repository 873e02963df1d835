"""Short ways to write what offers are made of."""

from collections.abc import Sequence
from typing import Any

from cms.starterkit import Block, Text, block

READERS = Text(
    "La personne qui recrute et la responsable de l'équipe la lisent",
    "The recruiter and the head of the team read it",
)
SYNTEC = Text("Syntec (IDCC 1486)", "Syntec (IDCC 1486)")

STEPS: Sequence[Block] = (
    block(
        "step",
        title=Text("Un premier échange", "A first talk"),
        text=Text(
            "Trente minutes par téléphone ou en visio avec la personne qui recrute : le poste, vos "
            "questions, vos contraintes.",
            "Thirty minutes by telephone or video with the recruiter: the post, your questions, your "
            "constraints.",
        ),
    ),
    block(
        "step",
        title=Text("Une conversation sur le travail", "A conversation about the work"),
        text=Text(
            "Une heure avec deux personnes de l'équipe, autour d'un cas réel envoyé la veille. Rien "
            "à préparer chez vous.",
            "One hour with two people of the team, around a real case sent the day before. Nothing "
            "to prepare at home.",
        ),
    ),
    block(
        "step",
        title=Text("La décision", "The decision"),
        text=Text(
            "Sous cinq jours ouvrés, par téléphone, avec les raisons, que la réponse soit oui ou non.",
            "Within five working days, by telephone, with the reasons, whether it is yes or no.",
        ),
    ),
)


def criterion(title: Text, text: Text) -> Block:
    return block("criterion", title=title, text=text)


def question(text: Text, purpose: Text, **more: Any) -> Block:
    values = {"kind": "ligne", "choices": [], "required": False, **more}
    return Block("question", {"text": text, "purpose": purpose, **values})
