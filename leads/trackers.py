"""The one trace this package leaves in a browser, with agreement only."""

from consent.declarations import Kind, Service, Trace
from consent.trackers import declare
from privacy.texts import Text

declare(
    Service(
        slug="origin-of-enquiries",
        name="Dimelo",
        controller="Dimelo",
        country=Text(fr="France", en="France"),
        transfer=Text(fr="aucun transfert", en="no transfer"),
        description=Text(
            fr="savoir par quel lien ou quelle campagne vous êtes venu, si vous nous écrivez ou vous abonnez",
            en="know by which link or campaign you came, if you write to us or subscribe",
        ),
        purpose="performance",
        traces=(
            Trace(
                "origin",
                kind=Kind.SESSION,
                purpose=Text(
                    fr="retenir la première et la dernière provenance de votre visite, et l’envoyer "
                    "avec un formulaire",
                    en="remember the first and last origin of your visit, and send it with a form",
                ),
                duration=Text(fr="jusqu’à la fermeture de l’onglet", en="until the tab is closed"),
            ),
        ),
        loader="leads/origin.js",
    )
)
