"""Article: refusing cookies must be as easy as accepting them."""

from cms.starterkit import Text, block
from pages.starter.shapes import prose, step
from pages.starter.snippets import PRIVACY_TEAM

from . import article

BEGINNING = prose(
    """
Vous connaissez l'écran : un grand bouton coloré « Tout accepter », et,
quelque part dessous, un lien gris « Personnaliser » qui mène à douze interrupteurs. Accepter
demande un geste. Refuser demande de la patience. Ce n'est pas un choix, c'est une pente.

## Ce que dit la règle

Les lignes directrices de la CNIL (délibération 2020-091) et la recommandation qui les accompagne
(2020-092) posent un principe que chacun peut vérifier : **refuser les traceurs doit être aussi
simple que les accepter**. Elles en tirent des conséquences concrètes.

- Continuer à naviguer ne vaut pas accord. Sans geste clair, la réponse est non.
- Aucun traceur soumis au consentement n'est déposé avant ce geste.
- Le refus s'exprime au même endroit et avec la même facilité que l'accord.
- On peut changer d'avis à tout moment.

Rien là-dedans n'est une question de couleur. Mais un bouton vif à côté d'un lien pâle pousse le
visiteur, et c'est précisément ce que le principe veut éviter.
""",
    """
You know the screen: a big coloured ‘Accept all’ button and, somewhere underneath, a grey
‘Customise’ link leading to a dozen switches. Accepting takes one gesture. Refusing takes
patience. That is not a choice, it is a slope.

## What the rule says

The guidelines of the CNIL, the French data protection authority (deliberation 2020-091), and the
recommendation that goes with them (2020-092) set out a principle anyone can check: **refusing
trackers must be as easy as accepting them**. Practical consequences follow.

- Carrying on browsing is not agreeing. Without a clear gesture, the answer is no.
- No tracker that needs consent is set before that gesture.
- Refusal is given in the same place, and as easily, as agreement.
- People can change their minds at any time.

None of this is about colour. But a bright button beside a pale link pushes visitors along, and
that is precisely what the principle sets out to prevent.
""",
)

CHOICES = block(
    "steps",
    heading=Text("Ce que nous faisons sur ce site", "What we do on this site"),
    introduction=Text(
        "La version de notre politique publiée en 2018 considérait encore la poursuite de la "
        "navigation comme un accord. Ce n’est plus le cas.",
        "The version of our policy published in 2018 still treated browsing on as agreement. "
        "That is no longer so.",
    ),
    steps=[
        step(
            Text("Rien avant votre choix", "Nothing before you choose"),
            Text(
                "Aucun traceur soumis à consentement n’est chargé tant que vous n’avez pas répondu.",
                "No tracker that requires consent is loaded until you have answered.",
            ),
        ),
        step(
            Text("Le refus au même rang", "Refusal on an equal footing"),
            Text(
                "Refuser demande le même effort qu’accepter, au même endroit.",
                "Refusing takes the same effort as accepting, in the same place.",
            ),
        ),
        step(
            Text("Un choix gardé six mois", "A choice kept for six months"),
            Text(
                "Passé ce délai, la question est posée de nouveau. Un refus dure autant qu’un accord.",
                "After that the question is asked again. A refusal lasts as long as an agreement.",
            ),
        ),
        step(
            Text("Un retour possible partout", "Open to change everywhere"),
            Text(
                "Le choix se modifie depuis chaque page, sans chercher.",
                "The choice can be changed from every page, without hunting for it.",
            ),
        ),
    ],
)

END = prose(
    """
## Et la mesure d'audience ?

Nous rangions autrefois les outils de mesure sous le nom rassurant de « performance ». Google
Analytics et HubSpot demandent un consentement, comme les outils publicitaires. Ils ne sont donc
pas chargés sans votre accord, et ce n'est pas leur utilité pour nous qui en décide.

Conséquence : nous comptons moins de visiteurs qu'il n'en vient. C'est un fait avec lequel une
équipe marketing peut vivre. Une courbe plus basse, mais faite de gens qui ont dit oui, ne ment
pas sur ce qu'elle mesure.

## Comment vérifier chez vous

Pas besoin d'un audit pour commencer. Ouvrez votre site dans une fenêtre privée, sans rien
accepter, et regardez dans les outils du navigateur quelles adresses extérieures sont appelées.
Puis comptez les gestes qu'il faut pour refuser, et ceux qu'il faut pour accepter. Si les deux
nombres diffèrent, vous savez par où commencer.

Regardez aussi ce qui n'est pas un cookie : le stockage local du navigateur, les pixels
invisibles. La règle vise la lecture et l'écriture d'informations sur l'appareil, pas le nom de la
technique. Un site sans cookie qui écrit ailleurs n'a fait que déplacer la question.

Enfin, demandez à quelqu'un qui n'a pas conçu le bandeau de refuser, devant vous, sans l'aider.
C'est le test le plus court, et le plus instructif.
""",
    """
## What about audience measurement?

We used to file measurement tools under the reassuring name of ‘performance’. Google Analytics and
HubSpot need consent, just as advertising tools do. So they are not loaded without your agreement,
and how useful they are to us does not come into it.

The consequence: we count fewer visitors than actually come. That is a fact a marketing team can
live with. A lower curve made up of people who said yes does not lie about what it measures.

## How to check your own site

You need no audit to begin. Open your site in a private window, accept nothing, and look in the
browser's tools at which outside addresses are called. Then count the gestures it takes to refuse,
and those it takes to accept. If the two numbers differ, you know where to start.

Look as well at what is not a cookie: the browser's local storage, invisible pixels. The rule
concerns reading and writing information on the device, not the name of the technique. A site
without cookies that writes elsewhere has merely moved the question.

Lastly, ask somebody who did not design the banner to refuse, in front of you and without help. It
is the shortest test there is, and the one that teaches most.
""",
)

ARTICLE = article(
    address="refuser-aussi-simplement-qu-accepter",
    slug="refusing-as-easily-as-accepting",
    title=Text(
        "Refuser les traceurs, aussi simplement que les accepter",
        "Refusing trackers, as easily as accepting them",
    ),
    summary=Text(
        "La règle de la CNIL tient en une phrase. Ce qu’elle change, ce que nous faisons ici, et "
        "comment vérifier votre propre site en dix minutes.",
        "The French rule fits in one sentence. What it changes, what we do here, and how to check "
        "your own site in ten minutes.",
    ),
    description=Text(
        "Pourquoi refuser les cookies doit demander le même effort que les accepter, selon la CNIL, "
        "et comment nous l’appliquons sur ce site.",
        "Why refusing cookies must take no more effort than accepting them, according to the CNIL, "
        "and how we apply this on our own site.",
    ),
    category="Données",
    author=PRIVACY_TEAM,
    days_ago=31,
    body=[BEGINNING, CHOICES, END],
)
