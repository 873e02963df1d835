"""Short ways to write the values that come up again and again in the texts."""

from typing import Any

from cms.starterkit import Block, Prose, Table, Text, block

ILLUSTRATIVE = Text(
    "Chiffre illustratif, entreprise imaginée", "Illustrative figure, invented company"
)


def step(title: Text, text: Text) -> dict[str, Any]:
    return {"title": title, "text": text}


def feature(icon: str, title: Text, text: Text, *links: Any) -> dict[str, Any]:
    return {"icon": icon, "title": title, "text": text, "link": list(links)}


def figure(value: Text, label: Text, source: Text | str = "") -> dict[str, Any]:
    return {"value": value, "label": label, "source": source}


def figures(*counted: tuple[Text, Text]) -> list[Block]:
    """The figures of an example: each says that it is made up."""
    return [Block("figure", figure(value, label, ILLUSTRATIVE)) for value, label in counted]


def question(words: Text, answer: Prose) -> dict[str, Any]:
    return {"question": words, "answer": answer}


def says(side: str, text: Text) -> dict[str, Any]:
    """A message of a conversation, by the "customer" or the "agent"."""
    return {"side": side, "text": text}


def prose(fr: str, en: str, *, contents: bool = False) -> Block:
    """Running text as a block of its own."""
    return block("text", text=Prose(fr, en), contents=contents)


def table(heading: Text | str, caption: Text, columns: list[Text], *rows: list[Text]) -> Block:
    return block("table", heading=heading, caption=caption, table=Table(columns, rows))
