"""What the site keeps in a browser without asking, because what the visitor asked for needs it.

Names are those over TLS; without it (`make run`) the prefix `__Host-` is left out.
"""

from consent.declarations import Kind, Trace
from privacy.texts import Text

PREFIX = "__Host-"

ESSENTIALS = (
    Trace(
        "__Host-consent",
        purpose=Text(
            fr="retenir votre choix sur les traceurs et le numéro de son reçu",
            en="remember your choice about trackers and the number of its receipt",
        ),
        duration=Text(fr="6 mois", en="6 months"),
    ),
    Trace(
        "theme",
        kind=Kind.LOCAL,
        purpose=Text(
            fr="garder l’apparence claire ou sombre que vous avez choisie",
            en="keep the light or dark appearance you chose",
        ),
        duration=Text(fr="jusqu’à ce que vous l’effaciez", en="until you clear it"),
    ),
    Trace(
        "__Host-visit",
        purpose=Text(
            fr="vous montrer vos données après le lien reçu par e-mail",
            en="show you your data after the link received by e-mail",
        ),
        duration=Text(fr="30 minutes", en="30 minutes"),
    ),
    Trace(
        "__Host-session",
        purpose=Text(
            fr="garder nos équipes connectées à l’administration",
            en="keep our staff signed in to the administration",
        ),
        duration=Text(
            fr="12 heures, ou la fermeture du navigateur", en="12 hours, or closing the browser"
        ),
    ),
    Trace(
        "__Host-csrftoken",
        purpose=Text(
            fr="protéger les formulaires de l’administration",
            en="protect the forms of the administration",
        ),
        duration=Text(fr="1 an", en="1 year"),
    ),
)


def plain(name: str) -> str:
    """A cookie's name without the prefix it has over TLS."""
    return name.removeprefix(PREFIX)
