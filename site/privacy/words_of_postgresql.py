"""How PostgreSQL is told of words: what it indexes, how it is asked, how it looks at a row by itself.

    to_tsvector('simple', translate(lower(…), 'éè…@.', 'ee…  ')) @@ to_tsquery('simple', 'garn:*')

Its parser takes an address or a number for one word; here marks are blanks, so that each of its parts is one.
"""

import re
import unicodedata
from functools import cache
from string import punctuation

# What it would take for a part of an address or a number; not "%", which stands for arguments.
_BETWEEN = punctuation.replace("%", "") + "’«»–—·…\xa0"
# Longer ones are nobody's, and an expression of thousands of letters takes its time to be made.
_PLAIN = re.compile(r"[a-z][a-z0-9]{0,39}")


def vector_of(text: str) -> str:
    """The words in an expression of SQL, as PostgreSQL keeps them."""
    letters, plain = _plain_letters()
    blanks = " " * len(_BETWEEN)
    between = _BETWEEN.replace("'", "''")
    return (
        f"to_tsvector('simple', translate(lower({text}), '{letters}{between}', '{plain}{blanks}'))"
    )


def query_of(parts: list[str]) -> str:
    """The text of a tsquery: each part begins a word."""
    return " & ".join(f"'{_folded(part)}':*" for part in parts)


def patterns_of(part: str) -> tuple[str, str] | None:
    """Two regular expressions for a text in small letters: what surely has a word that begins with `part`,
    and what every text has that does. None: it takes the parser to say.

    To take a text apart costs forty times as much, nearly all of it `translate`, which looks through four
    hundred letters for each one of the text. What the first finds stands behind a mark or a blank, where a
    word of letters and digits begins for the parser too (of up to two thousand letters: it leaves out longer
    ones); behind other signs, or where there may be a number such as 1e5, only the parser knows.
    """
    folded = _folded(part)
    if not _PLAIN.fullmatch(folded):
        return None
    within = "".join(f"[{letter}{_marked().get(letter, '')}]" for letter in folded)
    return rf"(?:^|[{_escaped(_BETWEEN)}\s]){within}", within


def _escaped(marks: str) -> str:
    """As they stand between brackets."""
    return re.sub(r"([\\\[\]^-])", r"\\\1", marks)


@cache
def _plain_letters() -> tuple[str, str]:
    """Latin letters with a mark on them, and the same without."""
    found = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))
        if len(base) > 1 and base[0].isascii():
            found[chr(code)] = base[0].lower()
    return "".join(found), "".join(found.values())


@cache
def _marked() -> dict[str, str]:
    """For each plain letter those that are one with it."""
    found: dict[str, str] = {}
    for letter, plain in zip(*_plain_letters(), strict=True):
        found[plain] = found.get(plain, "") + letter
    return found


def _folded(word: str) -> str:
    return word.lower().translate(str.maketrans(*_plain_letters()))
