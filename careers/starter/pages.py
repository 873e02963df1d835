"""The list of offers and the page for applications without one."""

from careers.models import CareersPage, SpontaneousApplicationPage
from cms.starterkit import PageText, Prose, Text

INDEX = PageText(
    model=CareersPage,
    address="/carrieres/",
    slug="careers",
    title=Text("Carrières", "Careers"),
    seo_title=Text("Offres d'emploi et candidatures", "Job offers and applications"),
    description=Text(
        "Les postes ouverts chez Dimelo, avec leur salaire, leurs critères et la date à laquelle "
        "votre CV est effacé.",
        "The open posts at Dimelo, with their pay, their criteria and the date on which your CV is "
        "erased.",
    ),
    fields={
        "summary": Text(
            "Nous faisons des logiciels pour que personne ne reste sans réponse. Vous non plus.",
            "We make software so that nobody is left without an answer. That includes you.",
        ),
        "promise": Text(
            "Le salaire est dans l'annonce, une personne vous répond, votre CV s'efface six mois "
            "après notre dernier échange.",
            "The pay is in the offer, a person answers you, and your CV is erased six months after "
            "our last exchange.",
        ),
    },
)

SPONTANEOUS = PageText(
    model=SpontaneousApplicationPage,
    address="/carrieres/candidature-spontanee/",
    slug="open-application",
    title=Text("Candidature spontanée", "Open application"),
    description=Text(
        "Écrire à Dimelo sans attendre une offre : ce que devient votre candidature, et quand elle "
        "s'efface.",
        "Write to Dimelo without waiting for an offer: what becomes of your application, and when "
        "it is erased.",
    ),
    fields={
        "summary": Text(
            "Aucune offre ne vous va ? Dites-nous ce que vous aimeriez faire ici. Vous recevez une "
            "réponse, même si elle est négative.",
            "No offer suits you? Tell us what you would like to do here. You get an answer, even "
            "when it is no.",
        ),
        "introduction": Prose(
            """
## Ce qui nous aide à vous lire

- le travail que vous cherchez, en une phrase ;
- une chose que vous avez faite et dont vous êtes content ou contente ;
- le lieu et le temps de travail qui vous conviennent.

Une photo, un âge ou une situation de famille n'y servent à rien : laissez-les de côté.
""",
            """
## What helps us read you

- the work you are looking for, in one sentence;
- one thing you have done and are pleased with;
- the place and working time that suit you.

A photograph, an age or a family situation is of no use here: leave them out.
""",
        ),
    },
)
