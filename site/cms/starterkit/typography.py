"""Typography for both languages, so that texts can be typed as on a keyboard.

French after the Imprimerie nationale, with U+00A0 everywhere: the site's fonts have no U+202F.
"""

import re
from collections.abc import Callable

NBSP = "\u00a0"
_UNITS = r"ans?|mois|semaines?|jours?|heures?|minutes?|secondes?|h|min|s|Mo|ko|px"

_FRENCH: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r" ([;:!?»%€])"), NBSP + r"\1"),
    (re.compile(r"« "), "«" + NBSP),
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), NBSP),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})\b)"), NBSP),
    (re.compile(r"\b(art\.|n°) (?=\d)"), r"\1" + NBSP),
)


def typeset_french(text: str) -> str:
    """`text` with typographic apostrophes and the non-breaking spaces French wants."""
    text = typeset_english(text)
    for pattern, replacement in _FRENCH:
        text = pattern.sub(replacement, text)
    return text


def typeset_english(text: str) -> str:
    """`text` with typographic apostrophes and ellipses."""
    return text.replace("'", "’").replace("...", "…")


TYPESETTERS: dict[str, Callable[[str], str]] = {"fr": typeset_french, "en": typeset_english}
