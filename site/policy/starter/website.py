"""The institutional site: what it takes from people, and what becomes of it."""

from cms.starterkit import Prose, Text
from policy.starter.parts import facts, part

WEBSITE = (
    part(
        Text("Le site institutionnel", "The institutional site"),
        """
Les pages de ce site se lisent sans compte, sans nom, et sans aucun traceur soumis à votre accord
tant que vous ne l'avez pas donné.

### Ce que vous partagez avec nous

Seulement ce que vous saisissez dans un formulaire, et rien de plus que ce dont son objet a besoin :

- en répondant à une offre d'emploi, ce que vous choisissez de nous donner, avec votre CV ;
- en vous abonnant à la lettre d'information, une adresse électronique ;
- en nous écrivant, un message, votre nom, votre prénom, votre adresse professionnelle et votre
  entreprise ;
- en demandant une ressource, votre nom, votre prénom et votre adresse professionnelle ;
- en exerçant vos droits ou en écrivant au délégué, l'adresse où vous répondre.

Sous chaque formulaire, une notice dit ce que deviennent vos réponses.

### Ce que nous recevons d'autre

Le serveur tient un journal technique : la date, la page demandée et la réponse, sans adresse, sans
nom et sans ce que vous avez saisi. Nous n'achetons aucune donnée, et nous n'en recevons pas
d'ailleurs.

### Ce que nous partageons

Rien de ce que recueillent ces formulaires n'est cédé ni communiqué, en dehors des prestataires qui
le traitent pour nous. Ils n'en disposent que le temps de leur tâche, sous contrat, avec des
garanties suffisantes. S'ils se trouvent hors de l'Union européenne, un instrument couvre le
transfert ; il est nommé plus bas, avec la date de sa vérification.
""",
        """
The pages of this site can be read without an account, without a name, and without any tracker that
needs your agreement until you have given it.

### What you share with us

Only what you type into a form, and nothing beyond what its purpose needs:

- in reply to a job offer, what you choose to give us, with your CV;
- when subscribing to the newsletter, an e-mail address;
- when writing to us, a message, your last name, first name, professional address and company;
- when asking for a resource, your last name, first name and professional address;
- when exercising your rights or writing to the officer, the address to answer to.

Under each form a notice says what becomes of your answers.

### What else we receive

The server keeps a technical log: date, page asked for and answer, without address, name or what you
typed. We buy no data, and receive none from elsewhere.

### What we share

Nothing these forms gather is given away or passed on, apart from the service providers that process
it for us. They hold it only as long as their task needs, under contract, with sufficient guarantees.
If they are outside the European Union, an instrument covers the transfer; it is named below, with
the date it was checked.
""",
    ),
    facts(
        "purposes",
        Text("Pourquoi, et à quel titre", "Why, and on which basis"),
        introduction=Prose(
            "Chaque usage repose sur une base du RGPD, article 6.",
            "Each use rests on a basis of the GDPR, article 6.",
        ),
    ),
    facts(
        "durations",
        Text("Combien de temps nous gardons ces données", "How long we keep these data"),
        introduction=Prose(
            "Le site efface seul, la nuit qui suit la date. Le CV d'un candidat se compte depuis notre "
            "dernier échange avec lui, et non depuis sa candidature ; le candidat voit la date. Ce que "
            "nous gardons de nos contacts professionnels est notre propre choix, plus court que le "
            "repère de la CNIL.",
            "The site erases by itself, in the night after the date. A candidate's CV is counted from "
            "our last exchange with them, not from the application; the candidate sees the date. What "
            "we keep of our business contacts is our own choice, shorter than the reference of the "
            "CNIL.",
        ),
    ),
    facts(
        "details",
        Text("Chaque usage en détail", "Each use in detail"),
        introduction=Prose(
            "Tout ce que l'article 13 du RGPD demande de vous dire, usage par usage.",
            "All that article 13 of the GDPR asks us to tell you, use by use.",
        ),
    ),
    part(
        Text("Vos droits", "Your rights"),
        """
Vous les exercez sans compte et sans justificatif depuis la page [Vos données](/vos-donnees/) : un
lien envoyé à votre adresse suffit à montrer qu'elle est la vôtre. Vous pouvez aussi écrire au
délégué à la protection des données.
""",
        """
You exercise them without an account and without proof of identity from the page [Your
data](/vos-donnees/): a link sent to your address is enough to show that it is yours. You can also
write to the data protection officer.
""",
    ),
    facts("rights"),
)
