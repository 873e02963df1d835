"""The two activities of this package in the register: recruitment, and the talent pool."""

from privacy.declarations import Activity, LegalBasis, Role, Text

RECRUITMENT = Activity(
    slug="recruitment",
    name=Text(fr="Recrutement", en="Recruitment"),
    purpose=Text(
        fr="étudier votre candidature, vous répondre et organiser les entretiens",
        en="consider your application, answer you and arrange interviews",
    ),
    legal_basis=LegalBasis.CONTRACT,
    whose=Text(fr="les personnes candidates", en="the people who apply"),
    source=Text(
        fr="vous-même, ou la personne ou le salon qui nous a remis votre CV : votre page dit alors "
        "lequel",
        en="you yourself, or the person or job fair that handed us your CV: your page then says which",
    ),
    provision=Text(
        fr="Nom, adresse électronique et CV sont nécessaires pour étudier une candidature ; le reste "
        "est facultatif.",
        en="Name, e-mail address and CV are needed to consider an application; the rest is optional.",
    ),
    automated_decisions=Text(
        fr="Aucune. Chaque candidature est lue par une personne ; rien ne note, ne classe ni n’écarte "
        "automatiquement.",
        en="None. Every application is read by a person; nothing scores, ranks or rejects by itself.",
    ),
    readers=(Role.HR, Role.INTERVIEW),
    security=Text(
        fr="CV chiffrés un par un, contrôlés dans un processus isolé, consultations journalisées",
        en="CVs encrypted one by one, checked in an isolated process, every reading journalled",
    ),
)
POOL = Activity(
    slug="talent-pool",
    name=Text(fr="Vivier de candidatures", en="Talent pool"),
    purpose=Text(fr="vous proposer d’autres postes", en="tell you about other positions"),
    legal_basis=LegalBasis.CONSENT,
    whose=Text(
        fr="les personnes candidates qui l’ont accepté", en="the people who applied and agreed"
    ),
    source=Text(fr="vous-même", en="you yourself"),
    provision=Text(
        fr="C’est facultatif et sans effet sur votre candidature.",
        en="It is optional and has no effect on your application.",
    ),
    readers=(Role.HR,),
)
