"""What protecting the data itself leaves: the eraser's work, the ledger, the access journal."""

from __future__ import annotations

from .declarations import (
    Activity,
    Category,
    KeptWhile,
    LegalBasis,
    ModelDeclaration,
    NotFoundByEmail,
    NotPersonal,
    Role,
    Text,
)
from .registry import declare

PROTECTION = Activity(
    slug="data-protection",
    name=Text(fr="Protection des données", en="Data protection"),
    purpose=Text(
        fr="effacer vos données à la date promise ou à votre demande, pouvoir le prouver, et savoir "
        "qui les a consultées",
        en="erase your data on the promised date or when you ask, be able to prove it, and know "
        "who has read them",
    ),
    legal_basis=LegalBasis.LEGAL_OBLIGATION,
    whose=Text(
        fr="les personnes dont des données sont ou ont été conservées, et nos équipes",
        en="the people whose data are or were kept, and our staff",
    ),
    source=Text(
        fr="le fonctionnement du site lui-même",
        en="the working of the site itself",
    ),
    provision=Text(
        fr="Vous n’avez rien à fournir pour cela.", en="You do not have to give anything for this."
    ),
    readers=(Role.DPO,),
)

GUARD = [
    ModelDeclaration(
        model="privacy.Erasure",
        activity=PROTECTION.slug,
        name=Text(
            fr="Empreinte à clé de l’adresse d’une personne effacée",
            en="Keyed hash of the address of an erased person",
        ),
        columns={
            "subject": Category.REFERENCE,
            "model": NotPersonal("a kind of record"),
            "row_pk": NotPersonal("the number of a row, emptied once it is gone"),
            "key": NotPersonal("a random number"),
            "identity": NotPersonal("a random number that names a row until it is gone"),
            "rule": NotPersonal("a rule of the register"),
            "cause": NotPersonal("a kind of reason"),
            "phase": NotPersonal("a step of the eraser"),
            "parent": NotPersonal("another erasure"),
            "error": NotPersonal("the class of a fault, never its text"),
            "created_at": NotPersonal("a date of the eraser"),
            "ended_at": NotPersonal("a date of the eraser"),
        },
        find=NotFoundByEmail(
            Text(
                fr="Une empreinte à clé ne se relit pas ; elle sert à ne pas laisser revenir, avec "
                "une sauvegarde, une personne effacée.",
                en="A keyed hash cannot be read back; it keeps an erased person from coming back "
                "with a backup.",
            )
        ),
        subject="",
        retention=KeptWhile(
            Text(
                fr="jusqu’à la fin de l’effacement, puis dans le registre des effacements aussi "
                "longtemps que les sauvegardes",
                en="until the erasure is done, then in the ledger of erasures for as long as "
                "backups last",
            )
        ),
    ),
    ModelDeclaration(
        model="privacy.JournalEntry",
        activity=PROTECTION.slug,
        name=Text(fr="Journal des accès", en="Access journal"),
        columns={
            "actor": Category.REFERENCE,
            "at": Category.HISTORY,
            "action": Category.HISTORY,
            "reference": Category.REFERENCE,
        },
        find=("actor__email",),
        subject="",
        retention=KeptWhile(
            Text(fr="12 mois à compter de l’accès", en="12 months from the access")
        ),
        third_party=True,  # never deleted with a row: pruned by privacy.journal alone
    ),
]

declare(activities=[PROTECTION], models=GUARD)
