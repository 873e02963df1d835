"""What differs between two sets of facts, in words, and whether it is more than wording.

Material (people are told): a new purpose, basis, kind of data, recipient or country, or a longer
duration. Minor: anything less, and other words for the same thing. Where words alone cannot tell the
two apart (a purpose told otherwise), it counts as material.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from policy.facts.effective import Facts
from privacy.texts import Text

DAYS_OF = {"months": 30.4375, "days": 1.0}
UNITS = {"minute": 1 / 1440, "heure": 1 / 24, "jour": 1, "semaine": 7, "mois": 30.4375, "an": 365.25}
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


def changes_between(before: Facts, after: Facts) -> list[FactChange]:
    """Every difference, the material ones first."""
    found = [
        *_activities(before, after),
        *_lengths(before, after),
        *_services(before, after),
        *_rest(before, after),
    ]
    return sorted(found, key=lambda change: not change.material)


def is_material(changes: list[FactChange]) -> bool:
    return any(change.material for change in changes)


def _activities(before: Facts, after: Facts) -> Iterator[FactChange]:
    old, new = _by_slug(before.get("activities", [])), _by_slug(after.get("activities", []))
    for slug in sorted(new.keys() - old.keys()):
        name, purpose = new[slug]["name"], new[slug]["purpose"]
        yield FactChange(
            Text(
                fr=f"Nouvel usage : {name['fr']} ({purpose['fr']}).",
                en=f"New use: {name['en']} ({purpose['en']}).",
            ),
            material=True,
            activity=slug,
        )
    for slug in sorted(old.keys() - new.keys()):
        yield _told("N’existe plus", "No longer exists", old[slug], slug, material=False)
    for slug in sorted(old.keys() & new.keys()):
        found = list(_activity(old[slug], new[slug], slug))
        yield from found
        notices = [facts.get("notices", {}).get(slug) for facts in (before, after)]
        if not found and (_wording(old[slug]) != _wording(new[slug]) or notices[0] != notices[1]):
            yield _told("Autres mots pour", "Other words for", new[slug], slug, material=False)


def _activity(old: Line, new: Line, slug: str) -> Iterator[FactChange]:
    if not _same_words(old["purpose"], new["purpose"]):
        yield _told("Autre finalité", "Another purpose", new, slug, was=old, field="purpose")
    if not _same_words(old["legal_basis"], new["legal_basis"]):
        yield _told(
            "Autre base légale", "Another legal basis", new, slug, was=old, field="legal_basis"
        )
    added = _parts(new["categories"]) - _parts(old["categories"])
    if added:
        yield _told("Nouvelles données", "New data", new, slug, was=old, field="categories")
    yield from _recipients(_by_slug(old["recipients"]), _by_slug(new["recipients"]), new, slug)
    yield from _kept(old, new, slug)


def _recipients(
    old: dict[str, Line], new: dict[str, Line], line: Line, slug: str
) -> Iterator[FactChange]:
    for one in sorted(new.keys() - old.keys()):
        yield _about(new[one], line, "Nouveau destinataire", "New recipient", slug)
    for one in sorted(old.keys() - new.keys()):
        yield _about(
            old[one], line, "N’est plus destinataire", "No longer a recipient", slug, material=False
        )
    for one in sorted(old.keys() & new.keys()):
        if not _same_words(old[one]["country"], new[one]["country"]):
            yield _about(new[one], line, "Autre pays", "Another country", slug)
        elif old[one] != new[one]:
            yield _about(
                new[one],
                line,
                "Précisions sur un destinataire",
                "Details of a recipient",
                slug,
                material=False,
            )


def _kept(old: Line, new: Line, slug: str) -> Iterator[FactChange]:
    """Records without a clock: a new kind of them, or another condition."""
    before = {one["name"]["fr"]: one for one in old["retention"]}
    for one in new["retention"]:
        known = before.get(one["name"]["fr"])
        if known is None:
            yield _about(one, new, "Nouvelles données conservées", "New data kept", slug)
        elif known["afterwards"] != one["afterwards"]:
            yield _about(one, new, "Autre suite", "Something else afterwards", slug)


def _lengths(before: Facts, after: Facts) -> Iterator[FactChange]:
    old, new = before.get("lengths", {}), after.get("lengths", {})
    known = _by_slug(before.get("activities", []))
    kept = {
        line["slug"]: {one["name"]["fr"] for one in line["retention"]}
        for line in after.get("activities", [])
    }
    for slug in sorted(old.keys() | new.keys()):
        was, now = old.get(slug), new.get(slug)
        if was and now and _days(was) != _days(now):
            yield _length(now, _span(was), _span(now), material=_days(now) > _days(was))
        elif was and not now and was["activity"] in kept:
            lasting = was["name"]["fr"] in kept[was["activity"]]
            yield _length(was, _span(was), NO_CLOCK if lasting else NOT_KEPT, material=lasting)
        elif now and not was and now["activity"] in known:
            yield _length(now, NO_CLOCK, _span(now), material=False)
    days = [facts.get("backup_window_days") for facts in (before, after)]
    if None not in days and days[0] != days[1]:
        yield FactChange(
            Text(
                fr=f"Sauvegardes : {days[0]} → {days[1]} jours.",
                en=f"Backups: {days[0]} → {days[1]} days.",
            ),
            material=int(days[1] or 0) > int(days[0] or 0),
        )


def _services(before: Facts, after: Facts) -> Iterator[FactChange]:
    old, new = _by_slug(before.get("services", [])), _by_slug(after.get("services", []))
    for slug in sorted(new.keys() - old.keys()):
        yield _service(new[slug], "Nouveau service", "New service")
    for slug in sorted(old.keys() - new.keys()):
        yield _service(old[slug], "Service retiré", "Service removed", material=False)
    for slug in sorted(old.keys() & new.keys()):
        was, now = old[slug], new[slug]
        decisive = ("purpose", "country", "controller", "group")
        if any(not _same_words(was.get(name), now.get(name)) for name in decisive):
            yield _service(
                now, "Finalité, pays ou responsable changé", "Purpose, country or controller changed"
            )
        elif longer := _longer_traces(was, now):
            yield _service(now, f"Durée plus longue ({longer})", f"Longer duration ({longer})")
        elif was != now:
            yield _service(now, "Précisions sur un service", "Details of a service", material=False)


def _longer_traces(was: Line, now: Line) -> str:
    """The names of what stays longer than before, or for a time that cannot be compared."""
    before = {(one["kind"], one["name"]): one["duration"] for one in was["traces"]}
    return ", ".join(
        one["name"]
        for one in now["traces"]
        if (known := before.get((one["kind"], one["name"])))
        and not _same_words(known, one["duration"])
        and told_days(one["duration"]["fr"]) >= told_days(known["fr"])
    )


def _rest(before: Facts, after: Facts) -> Iterator[FactChange]:
    if not before:
        return
    if before.get("controller") != after.get("controller"):
        text = Text(
            fr="Le responsable du traitement ou son délégué est décrit autrement.",
            en="The controller or its data protection officer is described differently.",
        )
        names = [(facts.get("controller") or {}).get("name") for facts in (before, after)]
        yield FactChange(text, material=names[0] != names[1])
    if before.get("essential") != after.get("essential"):
        text = Text(
            fr="La liste des cookies strictement nécessaires change.",
            en="The list of strictly necessary cookies changes.",
        )
        yield FactChange(text, material=False)


# --- Words -----------------------------------------------------------------------------------------
def _told(
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


def _about(
    one: Line, line: Line, fr: str, en: str, slug: str, *, material: bool = True
) -> FactChange:
    country = one.get("country")
    where = {key: f", {country[key]}" if country else "" for key in ("fr", "en")}
    text = Text(
        fr=f"{fr} pour {line['name']['fr']} : {_in(one['name'], 'fr')}{where['fr']}.",
        en=f"{en} for {line['name']['en']}: {_in(one['name'], 'en')}{where['en']}.",
    )
    return FactChange(text, material, activity=slug)


def _length(line: Line, was: Text, now: Text, *, material: bool) -> FactChange:
    text = Text(
        fr=f"Durée de conservation, {line['name']['fr']} : {was.fr} → {now.fr}.",
        en=f"How long data are kept, {line['name']['en']}: {was.en} → {now.en}.",
    )
    return FactChange(text, material, activity=line["activity"])


def _service(line: Line, fr: str, en: str, *, material: bool = True) -> FactChange:
    text = Text(
        fr=f"{fr} : {_in(line['name'], 'fr')}, {_in(line.get('country'), 'fr')}.",
        en=f"{en}: {_in(line['name'], 'en')}, {_in(line.get('country'), 'en')}.",
    )
    return FactChange(text, material, service=line["slug"])


def _span(line: Line) -> Text:
    length, months = line["length"], line["unit"] == "months"
    few = length < 2
    fr = "mois" if months else ("jour" if few else "jours")
    en = ("month" if months else "day") + ("" if few else "s")
    return Text(fr=f"{length} {fr}", en=f"{length} {en}")


def _days(line: Line) -> float:
    return float(line["length"] * DAYS_OF[line["unit"]])


def told_days(text: str) -> float:
    """The days in “13 mois”; without end for words without a figure."""
    found = re.search(r"(\d+)\s*(minute|heure|jour|semaine|mois|an)", text)
    return int(found[1]) * UNITS[found[2]] if found else math.inf


def _by_slug(lines: list[Line]) -> dict[str, Line]:
    return {line["slug"]: line for line in lines}


def _wording(line: Line) -> Line:
    """A line without its durations, which are compared as numbers."""
    return {name: value for name, value in line.items() if name != "retention"}


def _parts(text: Line) -> set[str]:
    return set(text["fr"].split(", "))


def _in(value: Any, language: str) -> str:
    return str(value.get(language, "")) if isinstance(value, dict) else str(value or "")


def _same_words(one: Any, other: Any) -> bool:
    """Whether two texts differ in nothing but case, spaces and punctuation."""
    return all(
        re.findall(r"\w+", _in(one, language).casefold())
        == re.findall(r"\w+", _in(other, language).casefold())
        for language in ("fr", "en")
    )
