"""Made-up people and sentences: the same number always gives the same ones."""

from dataclasses import dataclass
from random import Random

_FIRST = """
Alix Anouk Basile Camille Céleste Dominique Élie Fanny Gaël Hélène Inès Jules Kenza Léo Maëlle Naïm
Océane Paul Quentin Rose Samuel Théa Ulysse Valentine Wassim Xavier Yasmine Zoé
"""
_LAST = """
Aubry Baron Carlier Delmas Esteve Fabre Garnier Humbert Imbert Jourdan Keller Lacroix Marchal Noblet
Olivier Perret Quentel Rivière Sabatier Tanguy Urbain Vasseur Weber Yvon Zeller
"""
FIRST, LAST = _FIRST.split(), _LAST.split()
# Syllables make words that no dictionary has: as many as a real vocabulary needs.
_SYLLABLES = (
    "ba be bi bo ca che clo da den do fa fer go gra la le lo ma mel mo na ni no pa pel ra ri"
)
SYLLABLES = _SYLLABLES.split()
OPENING = {
    "fr": "Une équipe répond à ses clients, canal par canal, et garde le fil des messages.",
    "en": "A team answers its customers, channel by channel, and keeps track of the messages.",
}


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist, at a company that does not exist either."""

    first_name: str
    last_name: str
    domain: str
    email: str


def person(number: int, *, kind: str) -> Person:
    """The `number`th made-up person of a kind ("lead", …); addresses differ from each other."""
    first, last = FIRST[number % len(FIRST)], f"{LAST[number // len(FIRST) % len(LAST)]}"
    domain = f"societe{number % 4_999}.example"
    return Person(first, last, domain, f"{kind}{number}@{domain}")


def sentence(number: int, length: int = 12) -> str:
    """A sentence of made-up words; rare words are rare, as in a language."""
    dice = Random(number)
    made = [
        "".join(dice.choices(SYLLABLES, k=dice.choice((2, 2, 3, 4)))) for _word in range(length)
    ]
    return " ".join(made).capitalize() + "."


def paragraph(number: int, language: str) -> str:
    """What every text of its language says, and something that only this one says."""
    return f"{OPENING[language]} {sentence(number)} {sentence(number + 10_000_000)}"
