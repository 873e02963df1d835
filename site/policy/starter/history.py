"""The versions the company published before this site: dates, authors and comments. No text."""

from dataclasses import dataclass
from datetime import date

from cms.starterkit import Text
from policy.models import PolicyVersion
from policy.services import enter_in_archive


@dataclass(frozen=True)
class Past:
    """A version of 2018, as the table of versions of the document lists it."""

    number: str
    day: date
    author: str
    comment: Text
    applied: bool = True
    note: Text | None = None


HISTORY = (
    Past(
        "0.1",
        date(2018, 5, 2),
        "WAC",
        Text("Premier brouillon.", "First draft."),
        applied=False,
    ),
    Past(
        "0.3",
        date(2018, 5, 16),
        "WAC",
        Text("Envoi en validation technique.", "Sent for technical validation."),
        applied=False,
    ),
    Past(
        "0.4",
        date(2018, 5, 22),
        "WAC",
        Text("Petites modifications à la suite des commentaires.", "Small changes after comments."),
        applied=False,
    ),
    Past(
        "1.0",
        date(2018, 5, 25),
        "WAC",
        Text("Première version publiée.", "First published version."),
    ),
    Past(
        "1.1",
        date(2018, 6, 26),
        "WAC",
        Text("Ajout des informations sur les cookies.", "Cookie information added."),
    ),
    Past(
        "1.11",
        date(2018, 10, 22),
        "ALE",
        Text("Mise à jour de « qui sommes-nous ».", "“Who are we” updated."),
    ),
    Past(
        "1.12",
        date(2018, 10, 25),
        "WAC",
        Text(
            "Brouillage de l’adresse du DPO contre la collecte automatique.",
            "The DPO’s address scrambled against scraping.",
        ),
        note=Text(
            "Elle nommait quatre familles de cookies : performance (Google Analytics, HubSpot), "
            "ciblage ou publicité (DoubleClick, AdWords, HubSpot), objets locaux partagés Flash, et "
            "tiers pour le partage et les contenus embarqués (Facebook, LinkedIn, YouTube, Google, "
            "AddThis). Elle citait le Privacy Shield et les clauses contractuelles types. La famille "
            "Flash est close depuis 2020.",
            "It named four families of cookies: performance (Google Analytics, HubSpot), targeting or "
            "advertising (DoubleClick, AdWords, HubSpot), Flash local shared objects, and third "
            "parties for sharing and embedded content (Facebook, LinkedIn, YouTube, Google, AddThis). "
            "It cited Privacy Shield and standard contractual clauses. The Flash family has been "
            "closed since 2020.",
        ),
    ),
)


def plant_history() -> None:
    """List them, where nobody has entered them yet."""
    known = set(PolicyVersion.objects.values_list("number", flat=True))
    for past in HISTORY:
        if past.number not in known:
            enter_in_archive(
                number=past.number,
                effective_on=past.day,
                author=past.author,
                comment=_both(past.comment),
                applied=past.applied,
                note=_both(past.note) if past.note else None,
            )


def _both(text: Text) -> dict[str, str]:
    return {language: text.resolve(language) for language in ("fr", "en")}
