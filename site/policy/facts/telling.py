"""A difference between two sets of facts, and the words for it in both languages."""

import math
import re
from dataclasses import dataclass
from typing import Any

from privacy.texts import Text

DAYS_OF = {"months": 30.4375, "days": 1.0}
UNITS = {
    "minute": 1 / 1440,
    "heure": 1 / 24,
    "jour": 1,
    "semaine": 7,
    "mois": 30.4375,
    "an": 365.25,
}
NO_CLOCK = Text(fr="sans durée chiffrée", en="no duration in figures")
NOT_KEPT = Text(fr="plus conservées", en="no longer kept")
Line = dict[str, Any]


@dataclass(frozen=True)
class FactChange:
    """One difference. `activity` or `service` (slugs) say whom it concerns."""

    text: Text
    material: bool
    activity: str = ""
    service: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "text": {"fr": self.text.fr, "en": self.text.en},
            "material": self.material,
            "activity": self.activity,
            "service": self.service,
        }


def told(
    fr: str,
    en: str,
    line: Line,
    slug: str,
    *,
    material: bool = True,
    was: Line | None = None,
    field: str = "",
) -> FactChange:
    name = line["name"]
    text = Text(fr=f"{fr} : {name['fr']}.", en=f"{en}: {name['en']}.")
    if was is not None:
        before, after = was[field], line[field]
        text = Text(
            fr=f"{fr} pour {name['fr']} : « {before['fr']} » → « {after['fr']} ».",
            en=f"{en} for {name['en']}: “{before['en']}” → “{after['en']}”.",
        )
    return FactChange(text, material, activity=slug)


def about(
    one: Line, line: Line, fr: str, en: str, slug: str, *, material: bool = True
) -> FactChange:
    country = one.get("country")
    where = {key: f", {country[key]}" if country else "" for key in ("fr", "en")}
    text = Text(
        fr=f"{fr} pour {line['name']['fr']} : {spoken(one['name'], 'fr')}{where['fr']}.",
        en=f"{en} for {line['name']['en']}: {spoken(one['name'], 'en')}{where['en']}.",
    )
    return FactChange(text, material, activity=slug)


def length_changed(line: Line, was: Text, now: Text, *, material: bool) -> FactChange:
    text = Text(
        fr=f"Durée de conservation, {line['name']['fr']} : {was.fr} → {now.fr}.",
        en=f"How long data are kept, {line['name']['en']}: {was.en} → {now.en}.",
    )
    return FactChange(text, material, activity=line["activity"])


def service_changed(line: Line, fr: str, en: str, *, material: bool = True) -> FactChange:
    text = Text(
        fr=f"{fr} : {spoken(line['name'], 'fr')}, {spoken(line.get('country'), 'fr')}.",
        en=f"{en}: {spoken(line['name'], 'en')}, {spoken(line.get('country'), 'en')}.",
    )
    return FactChange(text, material, service=line["slug"])


def span(line: Line) -> Text:
    length, months = line["length"], line["unit"] == "months"
    few = length < 2
    fr = "mois" if months else ("jour" if few else "jours")
    en = ("month" if months else "day") + ("" if few else "s")
    return Text(fr=f"{length} {fr}", en=f"{length} {en}")


def days(line: Line) -> float:
    return float(line["length"] * DAYS_OF[line["unit"]])


def told_days(text: str) -> float:
    """The days in “13 mois”; without end for words without a figure."""
    found = re.search(r"(\d+)\s*(minute|heure|jour|semaine|mois|an)", text)
    return int(found[1]) * UNITS[found[2]] if found else math.inf


def by_slug(lines: list[Line]) -> dict[str, Line]:
    return {line["slug"]: line for line in lines}


def spoken(value: Any, language: str) -> str:
    return str(value.get(language, "")) if isinstance(value, dict) else str(value or "")


def same_words(one: Any, other: Any) -> bool:
    """Whether two texts differ in nothing but case, spaces and punctuation."""
    return all(
        re.findall(r"\w+", spoken(one, language).casefold())
        == re.findall(r"\w+", spoken(other, language).casefold())
        for language in ("fr", "en")
    )
