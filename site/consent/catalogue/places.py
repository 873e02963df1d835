"""Countries, transfer instruments and durations that several services share."""

from privacy.texts import Text

IRELAND_AND_US = Text(fr="Irlande et États-Unis", en="Ireland and United States")
UNITED_STATES = Text(fr="États-Unis", en="United States")
FRANCE = Text(fr="France", en="France")
WHERE_WE_HOST = Text(fr="Union européenne", en="European Union")

NO_TRANSFER = Text(fr="aucun transfert hors de l’Union européenne", en="no transfer outside the EU")
FRAMEWORK_AND_CLAUSES = Text(
    fr="cadre de protection des données UE–États-Unis et clauses contractuelles types",
    en="EU–US Data Privacy Framework and standard contractual clauses",
)
CLAUSES = Text(fr="clauses contractuelles types", en="standard contractual clauses")


def months(number: int) -> Text:
    return Text(fr=f"{number} mois", en=f"{number} months")


def days(number: int) -> Text:
    return Text(fr=f"{number} jours", en=f"{number} days") if number > 1 else A_DAY


A_DAY = Text(fr="1 jour", en="1 day")
YEAR = Text(fr="1 an", en="1 year")
HALF_HOUR = Text(fr="30 minutes", en="30 minutes")
VISIT = Text(fr="la visite", en="the visit")
NOTHING_KEPT = Text(fr="rien n’est gardé", en="nothing is kept")

GOOGLE_REMOVAL = Text(
    fr="sur myadcenter.google.com, ou en effaçant les cookies de google.com et doubleclick.net dans "
    "votre navigateur",
    en="at myadcenter.google.com, or by clearing the cookies of google.com and doubleclick.net in "
    "your browser",
)
