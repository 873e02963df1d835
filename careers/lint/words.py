"""Words that the French labour code forbids in an offer (L1132-1, L1142-1, L5321-2), or that exclude."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Rule:
    """What to look for, in French and English alike, and what to say about it."""

    pattern: re.Pattern[str]
    message: "str | Promise"


def _rule(pattern: str, message: "str | Promise") -> Rule:
    return Rule(re.compile(rf"\b(?:{pattern})", re.IGNORECASE), message)


RULES = (
    _rule(
        r"jeunes?\b(?!\s+pousse)|young\b|digital natives?\b"
        r"|(?:moins|plus|under|over|below)\s+(?:de\s+)?\d\d\s+(?:ans|years)\b(?!\s+d['’]exp)"
        r"|entre\s+\d\d\s+et\s+\d\d\s+ans\b|\d\d\s+ans\s+max\w*|âge\s+(?:maximum|minimum|limite)",
        _("“%(words)s” sets an age: say what the work asks for (labour code, L5321-2)."),
    ),
    _rule(
        r"(?:un|une)\s+(?:homme|femme)\b|hommes?\s+ou\s+femmes?\s+uniquement|hôtesses?\b"
        r"|femmes?\s+(?:de\s+ménage|uniquement)|(?:male|female)\s+(?:candidates?|only)|salesm[ae]n\b",
        _("“%(words)s” sets a sex: name the job for everyone (labour code, L1142-1)."),
    ),
    _rule(
        r"langue\s+maternelle|(?:de\s+)?nationalité\b|(?:english|french)\s+natives?\b"
        r"|native\s+(?:english|french|speaker)|mother\s+tongue|d['’]origine\s+\w+",
        _(
            "“%(words)s” sets an origin: name the level of the language instead (labour code, L1132-1)."
        ),
    ),
    _rule(
        r"célibataires?\b|sans\s+enfants?\b|sans\s+charge\s+de\s+famille|mères?\s+de\s+famille"
        r"|situation\s+familiale|single\s+(?:person|man|woman)|no\s+children",
        _(
            "“%(words)s” concerns the family, which is nobody's business here (labour code, L1132-1)."
        ),
    ),
    _rule(
        r"bonne\s+santé|bonne\s+condition\s+physique|sans\s+handicap|able[- ]bodied|good\s+health",
        _("“%(words)s” sets a state of health: describe the task (labour code, L1132-1)."),
    ),
    _rule(
        r"(?:bonne|excellente)\s+présentation|physique\s+agréable|présentation\s+(?:soignée|irréprochable)"
        r"|good[- ]looking|well[- ]groomed",
        _("“%(words)s” judges by looks (labour code, L1132-1)."),
    ),
    _rule(
        r"(?:ninja|rock\s?star|guru|gourou|guerri(?:er|ère)|warrior|killer|requin)s?\b",
        _("“%(words)s” sounds like a club: many good people will not feel meant."),
    ),
    _rule(
        r"résist\w+\s+au\s+stress|sans\s+compter\s+(?:ses|vos|leurs)\s+heures|corps\s+et\s+âme"
        r"|disponib\w+\s+(?:24|à\s+toute\s+heure)|work\s+hard,?\s+play\s+hard|thrives?\s+under\s+pressure",
        _("“%(words)s” keeps out whoever has a life beside work: say what the hours are."),
    ),
    _rule(
        r"(?:grande\s+)?école\s+de\s+rang\s+\w+|grandes?\s+écoles?\s+(?:exigée|uniquement|obligatoire)\w*"
        r"|top[- ]tier\s+(?:school|university)",
        _("“%(words)s” asks for a school: ask for what the person can do."),
    ),
)
