"""How the words of a link are spelled, and which two are one: pure functions over text."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

# What leads.origin keeps of a name.
LONGEST = 60
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
# "facebok" is close to "facebook"; "google-ads" is another word than "google".
CLOSE = 0.85


def spell(text: str) -> str:
    """Lower case, without accents, words joined by hyphens."""
    plain = text.lower().replace("œ", "oe").replace("æ", "ae")
    parts = unicodedata.normalize("NFKD", plain)
    letters = "".join(c for c in parts if not unicodedata.combining(c))
    return _NOT_A_LETTER.sub("-", letters).strip("-")[:LONGEST].rstrip("-")


def same_without_hyphens(word: str, known: Iterable[str]) -> str:
    """The known word that differs by hyphens alone; empty when there is none."""
    bare = word.replace("-", "")
    return next((one for one in known if one.replace("-", "") == bare), "")


def close_to(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant; empty when there is none."""
    words = list(known)
    found = get_close_matches(word, words, n=1, cutoff=CLOSE)
    return same_without_hyphens(word, words) or (found[0] if found else "")
