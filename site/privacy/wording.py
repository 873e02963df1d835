"""The sentences that notices and tables are made of, in French and English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .declarations import Activity, LegalBasis, Processor
from .texts import Text, joined

if TYPE_CHECKING:
    from .register import RetentionLine

CONTROLLER_TITLE = Text(fr="Qui est responsable", en="Who is responsible")
DPO_TITLE = Text(fr="Délégué à la protection des données", en="Data protection officer")
PURPOSE_TITLE = Text(fr="Pourquoi, et à quel titre", en="Why, and on which basis")
INTEREST_TITLE = Text(fr="Notre intérêt légitime", en="Our legitimate interest")
RECIPIENTS_TITLE = Text(fr="Qui les reçoit", en="Who receives them")
TRANSFERS_TITLE = Text(fr="Hors de l’Union européenne", en="Outside the European Union")
RETENTION_TITLE = Text(fr="Combien de temps", en="For how long")
RIGHTS_TITLE = Text(fr="Vos droits", en="Your rights")
WITHDRAWAL_TITLE = Text(fr="Retirer votre consentement", en="Withdrawing your consent")
COMPLAINT_TITLE = Text(fr="Réclamation", en="Complaint")
PROVISION_TITLE = Text(fr="Êtes-vous tenu de les donner ?", en="Do you have to give them?")
DECISIONS_TITLE = Text(fr="Décisions automatisées", en="Automated decisions")

ERASED = Text(fr="effacement définitif", en="erased for good")
SECURITY = Text(
    fr="accès par rôle et second facteur, journal des accès, chiffrement des échanges et des "
    "sauvegardes, effacement automatique vérifié",
    en="access by role and second factor, access journal, encrypted connections and backups, "
    "verified automatic erasure",
)
WITHDRAWAL = Text(
    fr="Vous pouvez retirer votre consentement à tout moment ; ce qui a été fait auparavant reste "
    "licite.",
    en="You can withdraw your consent at any time; what was done before remains lawful.",
)
COMPLAINT = Text(
    fr="Vous pouvez adresser une réclamation à la CNIL (www.cnil.fr).",
    en="You can lodge a complaint with the CNIL, the French supervisory authority (www.cnil.fr).",
)
NO_AUTOMATED_DECISION = Text(
    fr="Aucune décision n’est prise de façon automatisée, et aucun profilage n’a lieu.",
    en="No decision is taken by automated means, and there is no profiling.",
)
NO_TRANSFER = Text(
    fr="Ces données ne sont pas transmises hors de l’Union européenne.",
    en="These data are not sent outside the European Union.",
)


def purpose(activity: Activity) -> Text:
    """What for, on which legal basis."""
    basis = activity.legal_basis.label
    return Text(
        fr=f"Nous traitons ces données pour {activity.purpose.fr}, sur la base suivante : {basis.fr}.",
        en=f"We process these data to {activity.purpose.en}, on this basis: {basis.en}.",
    )


def recipients(activity: Activity, found: Sequence[Processor]) -> Text:
    """The roles that read the data, and the processors."""
    readers = joined([role.label for role in activity.readers])
    ours = Text(fr=f"Dans l’entreprise : {readers.fr}.", en=f"In the company: {readers.en}.")
    if not found:
        nobody = Text(fr="Personne d’autre.", en="Nobody else.")
        return joined([ours, nobody], " ")
    named = joined(
        [
            Text(
                fr=f"{p.name} ({p.service.fr}, {p.country.fr})",
                en=f"{p.name} ({p.service.en}, {p.country.en})",
            )
            for p in found
        ]
    )
    theirs = Text(
        fr=f"Prestataires, sous contrat et pour leur seule tâche : {named.fr}.",
        en=f"Service providers, under contract and for their task alone: {named.en}.",
    )
    return joined([ours, theirs], " ")


def transfers(found: Sequence[Processor]) -> Text:
    """The instrument that covers each transfer outside the EU, with the date it was checked."""
    outside = [p for p in found if p.outside_eu]
    if not outside:
        return NO_TRANSFER
    return joined([transfer(p) for p in outside], " ")


def transfer(processor: Processor) -> Text:
    checked = processor.checked.isoformat() if processor.checked else "?"
    return Text(
        fr=f"{processor.name}, {processor.country.fr} : {processor.transfer.fr} "
        f"(vérifié le {checked}).",
        en=f"{processor.name}, {processor.country.en}: {processor.transfer.en} "
        f"(checked on {checked}).",
    )


def duration(length: int, unit: str, counted_from: Text) -> Text:
    """The length and the event, as in “6 mois à compter de notre dernier échange”."""
    words = {
        "months": ("mois", "month" if length == 1 else "months"),
        "days": ("jour" if length == 1 else "jours", "day" if length == 1 else "days"),
    }
    fr, en = words[unit]
    return Text(
        fr=f"{length} {fr} à compter de {counted_from.fr}",
        en=f"{length} {en} from {counted_from.en}",
    )


def durations(lines: Sequence[RetentionLine]) -> Text:
    """The durations of an activity, one sentence each."""
    return joined(
        [
            Text(
                fr=f"{line.name.fr} : {line.duration.fr}, puis {line.afterwards.fr}.",
                en=f"{line.name.en}: {line.duration.en}, then {line.afterwards.en}.",
            )
            for line in lines
        ],
        " ",
    )


def rights(activity: Activity) -> Text:
    """The rights that go with the legal basis (art. 15 to 22)."""
    fr = ["accéder à vos données", "les rectifier", "les effacer", "en limiter l’usage"]
    en = ["access your data", "correct them", "erase them", "restrict their use"]
    if activity.legal_basis in {LegalBasis.LEGITIMATE_INTERESTS, LegalBasis.PUBLIC_TASK}:
        fr.append("vous y opposer")
        en.append("object to it")
    if activity.legal_basis in {LegalBasis.CONSENT, LegalBasis.CONTRACT}:
        fr.append("en recevoir une copie réutilisable")
        en.append("receive a portable copy")
    return Text(
        fr=f"Vous pouvez {', '.join(fr)}, sans compte, depuis la page « Vos données ».",
        en=f"You can {', '.join(en)}, without an account, from the page “Your data”.",
    )
