"""From text to what the index knows: words, folded, stemmed by the rules of their language.

Each language has one search configuration (stop words and Snowball stemmer). The same Python code
prepares pages and queries on every database, so "eleve" finds "Élève" and « messagerie » finds
« messageries » on SQLite as on PostgreSQL, without an extension that a host may not allow.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_QUERY_LENGTH = 200
MAX_QUERY_WORDS = 12
MAX_WORD_LENGTH = 60

_WORD = re.compile(r"[^\W_]+")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"})


@dataclass(frozen=True)
class Configuration:
    """How the words of one language are searched."""

    stemmer: str
    stop_words: frozenset[str]


# Words that are everywhere. They count only when nothing else was typed.
_FRENCH = """
    a ai au aux avec c ce ces cette d dans de des du elle en est et eux il ils j je l la le les leur
    leurs lui m ma mais me mes moi mon n ne nos notre nous on ont ou par pas pour qu que qui s sa se
    ses si son sont sur t ta te tes toi ton tu un une vos votre vous y
"""
_ENGLISH = """
    a an and are as at be by for from has have he her his i in is its me my not of on or our s she so
    t that the their them they this to was we were what which who will with you your
"""
CONFIGURATIONS = {
    "fr": Configuration("french", frozenset(_FRENCH.split())),
    "en": Configuration("english", frozenset(_ENGLISH.split())),
}
_WITHOUT_RULES = Configuration("", frozenset())

# A stemmer keeps the word it works on in itself: one per thread.
_stemmers = threading.local()


@dataclass(frozen=True)
class Word:
    """A word where it stands in a text, folded, and as the index knows it."""

    start: int
    end: int
    folded: str
    term: str


def configuration(language: str) -> Configuration:
    """The search configuration of a language; one without rules for a language we do not know."""
    return CONFIGURATIONS.get(language.split("-")[0], _WITHOUT_RULES)


def clean_query(query: str) -> str:
    """What was typed, fit to be shown and searched: visible characters, single spaces, cut short."""
    # NFKC may lengthen a character eighteen times; cut before and after.
    text = unicodedata.normalize("NFKC", query[: 4 * MAX_QUERY_LENGTH])
    text = "".join(
        character
        if unicodedata.category(character) not in _INVISIBLE
        else (" " if character in "\t\r\n\0" else "")
        for character in text
    )
    return " ".join(text[:MAX_QUERY_LENGTH].split())


def fold(text: str) -> str:
    """`text` in lower case without accents: "Élève" and "eleve" are the same word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str, language: str) -> Iterator[Word]:
    """The words of `text` in order; positions are those in `text`."""
    for match in _WORD.finditer(text):
        folded = fold(match.group())[:MAX_WORD_LENGTH]
        if term := _term(folded, language):
            yield Word(match.start(), match.end(), folded, term)


def query_words(query: str, language: str) -> list[Word]:
    """The words to look for, each once; words that are everywhere count only when alone."""
    found = list({word.term: word for word in words(query, language)}.values())
    stop = configuration(language).stop_words
    telling = [word for word in found if word.folded not in stop]
    return (telling or found)[:MAX_QUERY_WORDS]


@lru_cache(maxsize=50_000)
def _term(folded: str, language: str) -> str:
    """The one word the index keeps for all forms of `folded`: letters a–z and digits only.

    So no database can take it for an operator or cut it differently than the other one.
    """
    if not folded.isascii():
        # Other scripts are kept as they are, letter for letter.
        return "u" + folded.encode("utf-8", "ignore").hex()[: 2 * MAX_WORD_LENGTH]
    plain = _NOT_PLAIN.sub("", folded)
    if plain[:1].isdigit():
        return "n" + plain
    return _stem(plain, configuration(language).stemmer) if plain else ""


def _stem(word: str, algorithm: str) -> str:
    if not algorithm:
        return word
    stemmer = getattr(_stemmers, algorithm, None)
    if stemmer is None:
        import snowballstemmer  # the rules of thirty languages: only for those who search

        stemmer = snowballstemmer.stemmer(algorithm)
        setattr(_stemmers, algorithm, stemmer)
    return str(stemmer.stemWord(word)) or word
