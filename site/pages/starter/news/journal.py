"""Article: an event journal for traceability."""

from cms.starterkit import Text, block
from pages.starter.shapes import prose
from pages.starter.snippets import PRODUCT_TEAM

from . import article

BEGINNING = prose(
    """
Un lundi matin, un client produit une capture d'écran : votre entreprise
lui aurait promis un remboursement. Personne dans l'équipe ne s'en souvient. A-t-on écrit cela ?
Qui ? Et la réponse a-t-elle été modifiée depuis ?

À ce moment-là, il y a deux sortes d'entreprises : celles qui ouvrent une enquête et celles qui
ouvrent un journal.

## Ce qu'est un journal d'événements

Dans [Dimelo Digital](/produits/dimelo-digital/), chaque action faite sur la plateforme est
inscrite dans un journal. Ce n'est ni la conversation elle-même, ni un tableau de bord. C'est une
suite de faits datés : telle personne a fait telle chose, sur tel élément, à tel moment.

Un tel registre a une qualité que la mémoire n'a pas : il ne s'arrange pas avec le temps.
""",
    """
One Monday morning a customer produces a screenshot: your company, it seems, promised a refund.
Nobody on the team remembers. Did we write that? Who did? And has the reply been changed since?

At that moment there are two kinds of company: those that open an inquiry and those that open a
journal.

## What an event journal is

In [Dimelo Digital](/produits/dimelo-digital/), every action taken on the platform is written to a
journal. It is neither the conversation itself nor a dashboard. It is a series of dated facts:
such a person did such a thing, to such an item, at such a time.

A record of that kind has a quality that memory lacks: it does not improve with time.
""",
)

USES = block(
    "steps",
    heading=Text("Trois fois où il sert", "Three times when it helps"),
    steps=[
        {
            "title": Text("Comprendre une réponse", "To understand a reply"),
            "text": Text(
                "On remonte le fil des gestes plutôt que d’interroger chacun. L’explication est souvent "
                "banale : deux agents, une minute d’écart.",
                "You trace the gestures back rather than question everyone. The explanation is often "
                "a plain one: two agents, a minute apart.",
            ),
        },
        {
            "title": Text("Répondre à une demande de droits", "To answer a request about rights"),
            "text": Text(
                "Quand une personne demande l’effacement de ses données, le journal montre que le "
                "geste a eu lieu, et quand.",
                "When a person asks for their data to be erased, the journal shows that the gesture "
                "was made, and when.",
            ),
        },
        {
            "title": Text("Améliorer le travail", "To improve the work"),
            "text": Text(
                "Combien de fois un dossier a-t-il changé de mains avant la première réponse utile ? "
                "La question vaut mieux que bien des indicateurs.",
                "How many times did a case change hands before the first useful reply? "
                "The question is worth more than many indicators.",
            ),
        },
    ],
)

END = prose(
    """
## Tracer n'est pas surveiller

Un journal concerne aussi ceux qui travaillent. Il dit à quelle heure un agent a répondu, et
combien de fois il s'y est repris. Mal employé, il devient un chronomètre. Cela se prévient par
quelques décisions, à prendre avant d'en avoir besoin.

- **Dire qu'il existe.** Les agents doivent savoir ce qui est inscrit, pourquoi, et qui peut le
  lire.
- **Limiter la lecture.** Le journal n'est pas un salon ouvert : une permission y donne accès, et
  peu de gens l'ont.
- **Chercher des faits, pas des gens.** On l'ouvre pour comprendre une conversation, non pour
  suivre une personne.
- **Ne pas le garder toujours.** Un journal a lui aussi une durée. Au-delà, il n'explique plus
  rien à personne.

## Ce qu'il ne remplace pas

Le journal dit ce qui a été fait, jamais pourquoi. Une phrase laissée par l'agent dans le dossier
vaut ici toutes les traces : « remboursement accordé, colis perdu deux fois ». Prenez l'habitude
de l'écrire, surtout quand la décision sort de l'ordinaire.

Il ne remplace pas non plus la confiance. Une équipe où l'on consulte le journal à chaque
désaccord a un autre problème, que la lecture de lignes datées ne réglera pas.

## Un exercice utile

Choisissez une conversation close le mois dernier, longue de préférence. Racontez-la de mémoire,
en trois phrases, avec les personnes qui y ont répondu. Puis ouvrez le journal. L'écart entre les
deux récits est la meilleure introduction à la traçabilité que nous connaissions, et personne n'en
sort vexé : tout le monde s'est trompé.
""",
    """
## Tracing is not watching

A journal also concerns the people who work. It says at what time an agent replied, and after how
many attempts. Badly used, it becomes a stopwatch. That can be prevented by a few decisions, taken
before they are needed.

- **Say that it exists.** Agents should know what is written down, why, and who may read it.
- **Limit who reads it.** The journal is not a public lounge: a permission opens it, and few
  people have that permission.
- **Look for facts, not for people.** It is opened to understand a conversation, not to follow a
  person.
- **Do not keep it for ever.** A journal has its period too. Beyond that it explains nothing to
  anyone.

## What it does not replace

The journal says what was done, never why. Here a sentence left in the case by the agent is worth
any number of traces: ‘refund granted, parcel lost twice’. Get into the habit of writing it, above
all when a decision is out of the ordinary.

Nor does it replace trust. A team that consults the journal at every disagreement has another
problem, which reading dated lines will not solve.

## A useful exercise

Choose a conversation closed last month, preferably a long one. Tell it from memory, in three
sentences, with the people who replied to it. Then open the journal. The gap between the two
accounts is the best introduction to traceability we know, and nobody takes offence: everybody got
it wrong.
""",
)

ARTICLE = article(
    address="un-journal-pour-savoir-ce-qui-s-est-passe",
    slug="a-journal-to-know-what-happened",
    title=Text(
        "Un journal pour savoir ce qui s’est passé",
        "A journal, to know what happened",
    ),
    summary=Text(
        "Qui a répondu quoi, et quand ? Un journal d’événements évite l’enquête, à condition de ne "
        "pas en faire un chronomètre.",
        "Who replied what, and when? An event journal spares you the inquiry, provided you do not "
        "turn it into a stopwatch.",
    ),
    description=Text(
        "À quoi sert le journal d’événements d’une plateforme de relation client, comment le lire, et "
        "comment tracer sans surveiller.",
        "What the event journal of a customer relations platform is for, how to read it, and how to "
        "trace without keeping watch.",
    ),
    category="Données",
    author=PRODUCT_TEAM,
    days_ago=73,
    body=[BEGINNING, USES, END],
)
