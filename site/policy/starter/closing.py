"""Cookies, service providers, backups, what has changed since 2018, contact."""

from cms.starterkit import Prose, Text
from policy.starter.parts import facts, part

CLOSING = (
    part(
        Text("Cookies et autres traces", "Cookies and other traces"),
        """
### Ce qu'est un cookie

Un cookie est un petit fichier qu'un site dépose dans votre navigateur et relit ensuite. D'autres
techniques font de même : le stockage local, les bases du navigateur (IndexedDB), les pixels. Nous
les traitons de la même façon.

### Comment vous décidez

Rien de ce qui demande votre accord n'est chargé avant un choix exprès. Refuser est aussi simple
qu'accepter, et continuer à lire n'est pas accepter. Votre choix est gardé six mois, refus compris ;
un lien au bas de chaque page permet de le revoir. Le signal Global Privacy Control vaut refus.

Les boutons de partage sont de simples liens : ils ne déposent rien et ne chargent rien.
""",
        """
### What a cookie is

A cookie is a small file that a site leaves in your browser and reads again later. Other techniques
do the same: local storage, the browser's databases (IndexedDB), pixels. We treat them alike.

### How you decide

Nothing that needs your agreement is loaded before an explicit choice. Refusing is as easy as
accepting, and reading on is not accepting. Your choice is kept for six months, refusal included; a
link at the foot of every page lets you look at it again. The Global Privacy Control signal counts as
a refusal.

The share buttons are plain links: they set nothing and load nothing.
""",
    ),
    facts("cookies", Text("Ceux que nous utilisons", "Which ones we use")),
    facts(
        "recipients",
        Text("Prestataires", "Service providers"),
        level=2,
        introduction=Prose(
            "Voici qui traite des données de ce site pour nous, où, et ce qui couvre le transfert.",
            "This is who processes data of this site for us, where, and what covers the transfer.",
        ),
    ),
    facts(
        "backups",
        Text("Sauvegardes et preuve d’effacement", "Backups and proof of erasure"),
        level=2,
    ),
    part(
        Text("Ce qui a changé depuis 2018", "What has changed since 2018"),
        """
- Poursuivre sa navigation valait accord : désormais, aucun traceur avant un choix exprès (lignes
  directrices 2020-091 et recommandation 2020-092 de la CNIL).
- Les objets locaux partagés Flash ont pris fin en 2020 : la famille est close.
- AddThis a fermé en 2023 : de simples liens le remplacent.
- DoubleClick et AdWords s'appellent Google Marketing Platform et Google Ads ; ils ne sont chargés que
  s'ils sont en service et que vous êtes d'accord.
- Google Analytics et HubSpot étaient rangés sous « performance » : l'un et l'autre demandent votre
  accord.
- Le Privacy Shield est invalide depuis juillet 2020 : chaque prestataire a son instrument, daté.
- Les réglages du navigateur tenaient lieu de moyen de contrôle : un panneau les remplace, sur chaque
  page.
- Une table exacte remplace la liste de ce qui « pouvait » être déposé.
- Les bases légales, les droits et les durées manquaient : ils sont ici et sous chaque formulaire.
- La durée de deux ans pour les prospects était dite recommandée par la CNIL, dont le repère est de
  trois : c'est notre propre choix.
""",
        """
- Browsing on meant consenting: now, no tracker before an explicit choice (CNIL guidelines 2020-091
  and recommendation 2020-092).
- Flash local shared objects ended in 2020: the family is closed.
- AddThis closed in 2023: plain links replace it.
- DoubleClick and AdWords are now called Google Marketing Platform and Google Ads; they are loaded
  only if they are in use and you agree.
- Google Analytics and HubSpot were listed under “performance”: both need your agreement.
- Privacy Shield has been void since July 2020: each provider has its own instrument, with its date.
- Browser settings stood for the means of control: a panel replaces them, on every page.
- An exact table replaces the list of what “might” be set.
- Legal bases, rights and durations were missing: they are here and under each form.
- Two years for prospects were said to be recommended by the CNIL, whose reference is three: it is
  our own choice.
""",
    ),
    part(
        Text("Nous écrire", "Writing to us"),
        """
Pour toute question sur vos données, écrivez au délégué à la protection des données. Son adresse est
donnée en toutes lettres, pour que des automates ne la collectent pas ; le formulaire au bas de cette
page lui parvient directement. Si notre réponse ne vous convient pas, vous pouvez saisir la CNIL
([www.cnil.fr](https://www.cnil.fr/)).
""",
        """
For any question about your data, write to the data protection officer. The address is given in
words, so that machines do not collect it; the form at the foot of this page reaches the officer
directly. If our answer does not satisfy you, you can complain to the CNIL
([www.cnil.fr](https://www.cnil.fr/)).
""",
    ),
    facts("controller"),
)
