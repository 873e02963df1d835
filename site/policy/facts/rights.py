"""The rights of a person, and how each is used (GDPR art. 7, 12 to 22, 77; French law, art. 85)."""

from dataclasses import dataclass

from privacy.texts import Text


@dataclass(frozen=True)
class Right:
    """One right: the article it stands in, its name, what it means here."""

    article: Text
    name: Text
    meaning: Text


def _article(number: str) -> Text:
    return Text(fr=f"RGPD, art. {number}", en=f"GDPR, art. {number}")


RIGHTS = (
    Right(
        _article("15"),
        Text(fr="Accès", en="Access"),
        Text(
            fr="voir ce que nous gardons à votre sujet, pourquoi, depuis quand et jusqu’à quelle date, "
            "et en recevoir une copie",
            en="see what we keep about you, why, since when and until which date, and receive a copy",
        ),
    ),
    Right(
        _article("16"),
        Text(fr="Rectification", en="Correction"),
        Text(
            fr="faire corriger ce qui est faux et compléter ce qui manque",
            en="have what is wrong corrected and what is missing completed",
        ),
    ),
    Right(
        _article("17"),
        Text(fr="Effacement", en="Erasure"),
        Text(
            fr="faire effacer une chose ou tout, et recevoir une attestation",
            en="have one thing or everything erased, and receive a certificate",
        ),
    ),
    Right(
        _article("18"),
        Text(fr="Limitation", en="Restriction"),
        Text(
            fr="faire mettre des données de côté : gardées, mais utilisées pour rien",
            en="have data set aside: kept, but used for nothing",
        ),
    ),
    Right(
        _article("20"),
        Text(fr="Portabilité", en="Portability"),
        Text(
            fr="recevoir dans un format réutilisable ce que vous nous avez confié sur la base de votre "
            "consentement ou d’un contrat",
            en="receive in a reusable format what you gave us on the basis of your consent or of a "
            "contract",
        ),
    ),
    Right(
        _article("21"),
        Text(fr="Opposition", en="Objection"),
        Text(
            fr="vous opposer à un usage fondé sur notre intérêt légitime, et sans motif à la prospection",
            en="object to a use based on our legitimate interests, and to marketing without a reason",
        ),
    ),
    Right(
        _article("22"),
        Text(fr="Décisions automatisées", en="Automated decisions"),
        Text(
            fr="ne pas faire l’objet d’une décision entièrement automatisée",
            en="not be subject to a decision taken by automated means alone",
        ),
    ),
    Right(
        _article("7 §3"),
        Text(fr="Retrait du consentement", en="Withdrawal of consent"),
        Text(
            fr="retirer un accord à tout moment, aussi simplement que vous l’avez donné ; ce qui a été "
            "fait auparavant reste licite",
            en="withdraw an agreement at any time, as easily as you gave it; what was done before "
            "remains lawful",
        ),
    ),
    Right(
        Text(fr="loi du 6 janvier 1978, art. 85", en="French law of 6 January 1978, art. 85"),
        Text(fr="Après votre décès", en="After your death"),
        Text(
            fr="dire ce que vos données doivent devenir après votre décès",
            en="say what is to become of your data after your death",
        ),
    ),
    Right(
        _article("77"),
        Text(fr="Réclamation", en="Complaint"),
        Text(
            fr="saisir la CNIL (www.cnil.fr), ou l’autorité du pays où vous vivez ou travaillez",
            en="complain to the CNIL (www.cnil.fr), or to the authority of the country where you live "
            "or work",
        ),
    ),
)
