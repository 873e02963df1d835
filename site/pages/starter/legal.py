"""Legal notice and accessibility statement."""

from cms.starterkit import PageText, Text
from pages.models import LegalPage
from pages.starter.shapes import prose, table

RIGHTS = prose(
    """
## Propriété des contenus

Les textes, les dessins et la mise en page de ce site appartiennent à son éditeur, sauf mention
contraire. Vous pouvez en citer de courts extraits en indiquant leur provenance et l'adresse de la
page. Pour toute autre reprise, demandez d'abord l'accord de l'éditeur.

Les marques et les noms de produits de tiers cités dans ces pages appartiennent à leurs
titulaires.

## Exemples

Les entreprises présentées dans la rubrique [Clients](/clients/) sont inventées, de même que leurs
chiffres et les personnes citées. Elles montrent l'usage des produits. Toute ressemblance avec une
entreprise existante serait fortuite.

## Liens

Les liens vers d'autres sites sont donnés pour information. Nous ne répondons pas de leur contenu,
qui peut changer sans que nous le sachions. Si l'un d'eux mène à une page trompeuse ou disparue,
dites-le-nous.

## Données personnelles et traceurs

Aucun traceur soumis à consentement n'est déposé avant votre choix. Refuser est aussi simple
qu'accepter, le choix est gardé six mois et se modifie depuis chaque page. [Le détail est
ici](/confidentialite/|/actualites/refuser-aussi-simplement-qu-accepter/).
""",
    """
## Ownership of content

The texts, drawings and layout of this site belong to its publisher, unless stated otherwise. You
may quote short passages if you give their source and the address of the page. For any other use,
ask the publisher for permission first.

Trade marks and product names of others mentioned in these pages belong to their owners.

## Examples

The companies shown in the [Customers](/clients/) section are invented, as are their figures and
the people quoted. They show the products in use. Any resemblance to an existing company would be
a coincidence.

## Links

Links to other sites are given for information. We are not answerable for their content, which may
change without our knowing. If one of them leads to a misleading or vanished page, please tell us.

## Personal data and trackers

No tracker that requires consent is set before you choose. Refusing is as easy as accepting, the
choice is kept for six months and can be changed from every page. [The details are
here](/confidentialite/|/actualites/refuser-aussi-simplement-qu-accepter/).
""",
)

LEGAL = PageText(
    model=LegalPage,
    address="/mentions-legales/",
    slug="legal",
    title=Text("Mentions légales", "Legal notice"),
    description=Text(
        "Éditeur, directeur de la publication et hébergeur du site de Dimelo, propriété des contenus "
        "et traceurs.",
        "Publisher, publication director and host of the Dimelo site, ownership of content and "
        "trackers.",
    ),
    fields={
        "summary": Text(
            "Qui publie ce site, qui l’héberge et ce que vous pouvez faire de ses contenus. Une "
            "information qui manque est signalée comme telle.",
            "Who publishes this site, who hosts it and what you may do with its content. "
            "Information that is missing is marked as such.",
        ),
        "show_identity": True,
        "body": [RIGHTS],
    },
)

STATUS = prose(
    """
## État de conformité

Cette déclaration porte sur le site où vous la lisez. Elle suit le référentiel général
d'amélioration de l'accessibilité (RGAA, version 4.1.2), qui applique l'article 47 de la loi n°
2005-102 du 11 février 2005.

**Ce site n'a pas encore été audité par un tiers.** Faute de résultat d'audit en cours de
validité, il est déclaré **non conforme** au sens du référentiel, quel que soit son niveau réel,
et nous ne donnons pas de taux : sans audit, il ne vaudrait rien. Le site est conçu pour respecter
ce référentiel et les règles WCAG 2.2 de niveau AA. Voici ce que nous vérifions nous-mêmes.
""",
    """
## Compliance status

This statement concerns the site on which you are reading it. It follows the French general
accessibility framework (RGAA, version 4.1.2), which applies article 47 of law no. 2005-102 of 11
February 2005.

**This site has not yet been audited by a third party.** For want of a valid audit result it is
declared **not compliant** within the meaning of the framework, whatever its actual level, and we
give no rate: without an audit it would be worth nothing. The site is designed to meet that
framework and WCAG 2.2 at level AA. Here is what we check ourselves.
""",
)

CHECKS = table(
    Text("Ce qui est vérifié", "What is checked"),
    Text(
        "Vérifications faites par l’équipe, sans valeur d’audit",
        "Checks made by the team, which do not amount to an audit",
    ),
    [Text("Vérification", "Check"), Text("Comment", "How")],
    [
        Text("Règles automatisables", "Rules that can be automated"),
        Text(
            "Tests avec axe sur les types de pages, thèmes clair et sombre, 360 et 1280 px",
            "Tests with axe on the page types, light and dark themes, 360 and 1280 px",
        ),
    ],
    [
        Text("Navigation au clavier", "Keyboard navigation"),
        Text(
            "À la main : ordre, focus visible, lien d’évitement, absence de piège",
            "By hand: order, visible focus, skip link, no traps",
        ),
    ],
)

HELP = prose(
    """
Les tests automatiques ne voient qu'une partie des défauts. Une page peut les réussir tous et
rester difficile à utiliser : c'est pourquoi un audit par un tiers reste nécessaire.

## Contenus non accessibles

Faute d'audit, nous ne pouvons pas en donner une liste sûre. Un document à télécharger ou une
vidéo publiée par la suite peut présenter des défauts que nos vérifications ne relèvent pas.

## Signaler une difficulté

Si une page vous résiste, écrivez-nous : [voici comment nous
joindre](/contact/|/mentions-legales/). Dites quelle page, ce que vous vouliez faire et, si vous
le souhaitez, l'aide technique que vous employez. Nous chercherons une autre façon de vous donner
l'information, puis nous corrigerons la page.

## Voies de recours

Si vous n'avez pas obtenu de réponse satisfaisante, vous pouvez :

- écrire au [Défenseur des droits](https://formulaire.defenseurdesdroits.fr/) ;
- contacter le [délégué du Défenseur des droits de votre
  département](https://www.defenseurdesdroits.fr/carte-des-delegues) ;
- envoyer un courrier gratuit, sans timbre : Défenseur des droits, Libre réponse 71120, 75342
  Paris Cedex 07.
""",
    """
Automatic tests see only some of the faults. A page may pass them all and still be hard to use:
that is why an audit by a third party remains necessary.

## Content that is not accessible

Without an audit we cannot give a reliable list. A document for download or a video published
later may have faults that our checks do not pick up.

## Reporting a difficulty

If a page defeats you, write to us: [here is how to reach us](/contact/|/mentions-legales/). Say
which page, what you were trying to do and, if you wish, the assistive technology you use. We will
look for another way to give you the information, then put the page right.

## Remedies

If you have not had a satisfactory answer, you may:

- write to the [Defender of Rights](https://formulaire.defenseurdesdroits.fr/), the French
  ombudsman;
- contact the [Defender of Rights’ delegate in your
  area](https://www.defenseurdesdroits.fr/carte-des-delegues);
- send a letter free of charge, without a stamp: Défenseur des droits, Libre réponse 71120, 75342
  Paris Cedex 07.
""",
)

ACCESSIBILITY = PageText(
    model=LegalPage,
    address="/accessibilite/",
    slug="accessibility",
    title=Text("Déclaration d’accessibilité", "Accessibility statement"),
    description=Text(
        "Déclaration d’accessibilité du site de Dimelo : non encore audité par un tiers, ce que nous "
        "vérifions nous-mêmes et comment signaler une difficulté.",
        "Accessibility statement of the Dimelo site: not yet audited by a third party, what we check "
        "ourselves and how to report a difficulty.",
    ),
    fields={
        "summary": Text(
            "Le site n’a pas encore été audité par un tiers. Voici ce que nous vérifions, ce que nous "
            "ignorons, et comment nous signaler une difficulté.",
            "The site has not yet been audited by a third party. Here is what we check, what we do not "
            "know, and how to report a difficulty.",
        ),
        "body": [STATUS, CHECKS, HELP],
    },
)
