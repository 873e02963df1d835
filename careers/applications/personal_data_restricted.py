"""Why an application outlives its date: its person has had its use restricted."""

from privacy.declarations import Keep, Text

RESTRICTED = Keep(
    slug="application-restricted",
    reason=Text(
        fr="mise de côté à votre demande : nous la gardons sans l’utiliser, même au-delà de sa date, "
        "jusqu’à ce que vous l’autorisiez à nouveau (RGPD, art. 18)",
        en="set aside at your request: we keep it without using it, also beyond its date, until you "
        "let it be used again (GDPR, art. 18)",
    ),
    applies=lambda row: row.restricted_at is not None,
)
