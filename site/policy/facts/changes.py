"""What differs between two sets of facts, in words, and whether it is more than wording.

Material (people are told): a new purpose, basis, kind of data, recipient or country, or a longer
duration. Minor: anything less, and other words for the same thing. Where words alone cannot tell the
two apart (a purpose told otherwise), it counts as material.
"""

from collections.abc import Iterator

from policy.facts.effective import Facts
from policy.facts.telling import (
    NO_CLOCK,
    NOT_KEPT,
    FactChange,
    Line,
    about,
    by_slug,
    days,
    length_changed,
    same_words,
    service_changed,
    span,
    told,
    told_days,
)
from privacy.texts import Text


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
    old, new = by_slug(before.get("activities", [])), by_slug(after.get("activities", []))
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
        yield told("N’existe plus", "No longer exists", old[slug], slug, material=False)
    for slug in sorted(old.keys() & new.keys()):
        found = list(_activity(old[slug], new[slug], slug))
        yield from found
        notices = [_notice_words(facts, slug) for facts in (before, after)]
        if not found and (_wording(old[slug]) != _wording(new[slug]) or notices[0] != notices[1]):
            yield told("Autres mots pour", "Other words for", new[slug], slug, material=False)


def _activity(old: Line, new: Line, slug: str) -> Iterator[FactChange]:
    if not same_words(old["purpose"], new["purpose"]):
        yield told("Autre finalité", "Another purpose", new, slug, was=old, field="purpose")
    if not same_words(old["legal_basis"], new["legal_basis"]):
        yield told(
            "Autre base légale", "Another legal basis", new, slug, was=old, field="legal_basis"
        )
    added = _parts(new["categories"]) - _parts(old["categories"])
    if added:
        yield told("Nouvelles données", "New data", new, slug, was=old, field="categories")
    yield from _recipients(by_slug(old["recipients"]), by_slug(new["recipients"]), new, slug)
    yield from _kept(old, new, slug)


def _recipients(
    old: dict[str, Line], new: dict[str, Line], line: Line, slug: str
) -> Iterator[FactChange]:
    for one in sorted(new.keys() - old.keys()):
        yield about(new[one], line, "Nouveau destinataire", "New recipient", slug)
    for one in sorted(old.keys() - new.keys()):
        yield about(
            old[one], line, "N’est plus destinataire", "No longer a recipient", slug, material=False
        )
    for one in sorted(old.keys() & new.keys()):
        if not same_words(old[one]["country"], new[one]["country"]):
            yield about(new[one], line, "Autre pays", "Another country", slug)
        elif old[one] != new[one]:
            yield about(
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
            yield about(one, new, "Nouvelles données conservées", "New data kept", slug)
        elif known["afterwards"] != one["afterwards"]:
            yield about(one, new, "Autre suite", "Something else afterwards", slug)


def _lengths(before: Facts, after: Facts) -> Iterator[FactChange]:
    old, new = before.get("lengths", {}), after.get("lengths", {})
    known = by_slug(before.get("activities", []))
    kept = {
        line["slug"]: {one["name"]["fr"] for one in line["retention"]}
        for line in after.get("activities", [])
    }
    for slug in sorted(old.keys() | new.keys()):
        was, now = old.get(slug), new.get(slug)
        if was and now and days(was) != days(now):
            yield length_changed(now, span(was), span(now), material=days(now) > days(was))
        elif was and not now and was["activity"] in kept:
            lasting = was["name"]["fr"] in kept[was["activity"]]
            yield length_changed(
                was, span(was), NO_CLOCK if lasting else NOT_KEPT, material=lasting
            )
        elif now and not was and now["activity"] in known:
            yield length_changed(now, NO_CLOCK, span(now), material=False)
    window = [facts.get("backup_window_days") for facts in (before, after)]
    if None not in window and window[0] != window[1]:
        yield FactChange(
            Text(
                fr=f"Sauvegardes : {window[0]} → {window[1]} jours.",
                en=f"Backups: {window[0]} → {window[1]} days.",
            ),
            material=int(window[1] or 0) > int(window[0] or 0),
        )


def _services(before: Facts, after: Facts) -> Iterator[FactChange]:
    old, new = by_slug(before.get("services", [])), by_slug(after.get("services", []))
    for slug in sorted(new.keys() - old.keys()):
        yield service_changed(new[slug], "Nouveau service", "New service")
    for slug in sorted(old.keys() - new.keys()):
        yield service_changed(old[slug], "Service retiré", "Service removed", material=False)
    for slug in sorted(old.keys() & new.keys()):
        was, now = old[slug], new[slug]
        decisive = ("purpose", "country", "controller", "group")
        if any(not same_words(was.get(name), now.get(name)) for name in decisive):
            yield service_changed(
                now,
                "Finalité, pays ou responsable changé",
                "Purpose, country or controller changed",
            )
        elif longer := _longer_traces(was, now):
            yield service_changed(
                now, f"Durée plus longue ({longer})", f"Longer duration ({longer})"
            )
        elif was != now:
            yield service_changed(
                now, "Précisions sur un service", "Details of a service", material=False
            )


def _longer_traces(was: Line, now: Line) -> str:
    """The names of what stays longer than before, or for a time that cannot be compared."""
    before = {(one["kind"], one["name"]): one["duration"] for one in was["traces"]}
    return ", ".join(
        one["name"]
        for one in now["traces"]
        if (known := before.get((one["kind"], one["name"])))
        and not same_words(known, one["duration"])
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
    if "rights" in before and before["rights"] != after.get("rights"):
        text = Text(
            fr="Les droits, ou les mots qui les disent, changent.",
            en="The rights, or the words for them, change.",
        )
        yield FactChange(text, material=False)
    if before.get("essential") != after.get("essential"):
        text = Text(
            fr="La liste des cookies strictement nécessaires change.",
            en="The list of strictly necessary cookies changes.",
        )
        yield FactChange(text, material=False)


def _parts(text: Line) -> set[str]:
    return set(text["fr"].split(", "))


def _wording(line: Line) -> Line:
    """A line without its durations, which are compared as numbers."""
    return {name: value for name, value in line.items() if name != "retention"}


def _notice_words(facts: Facts, slug: str) -> list[Line]:
    """A notice without recipients and durations, which are compared by themselves."""
    return [
        item
        for item in facts.get("notices", {}).get(slug, [])
        if item["article"] not in {"13 §1 e", "13 §1 f", "13 §2 a"}
    ]
