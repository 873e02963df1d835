"""Version 2.0: the first one whose facts come from the register."""

from datetime import date

from policy.models import Origin, PolicyVersion
from policy.services import freeze

NUMBER, DAY, AUTHOR = "2.0", date(2026, 11, 2), "DPO"
COMMENT = {
    "fr": "Réécriture complète : bases légales, durées, droits et destinataires imprimés depuis le "
    "registre ; aucun traceur avant votre choix ; Flash, AddThis et Privacy Shield disparaissent.",
    "en": "Rewritten: legal bases, durations, rights and recipients printed from the register; no "
    "tracker before you choose; Flash, AddThis and Privacy Shield are gone.",
}


def publish_first_version() -> None:
    """Freeze it, unless somebody has published a version here already."""
    if not PolicyVersion.objects.filter(origin=Origin.SITE).exists():
        freeze(number=NUMBER, effective_on=DAY, author=AUTHOR, comment=COMMENT)
