"""How the parts of the starter policy are put together."""

from cms.starterkit import Block, Prose, Text, block


def part(heading: Text, french: str, english: str) -> Block:
    """A part in both languages; both have the same paragraphs, lists and links."""
    return block("part", heading=heading, text=Prose(french, english))


def facts(
    kind: str,
    heading: Text | None = None,
    *,
    level: int = 3,
    introduction: Prose | None = None,
) -> Block:
    """Facts of the register, under a heading of their own or under the one above."""
    value = {
        "kind": kind,
        "heading": heading or "",
        "level": str(level),
        "introduction": introduction or "",
    }
    return Block("facts", value)
