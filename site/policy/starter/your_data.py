"""The page « Vos données » of the starter site."""

from cms.starterkit import PageText, Prose, Text
from policy.models import YourDataPage

INTRODUCTION = Prose(
    """
## Ce que vous pourrez faire

- voir tout ce que nous gardons à votre sujet, pourquoi, depuis quand et jusqu'à quelle date ;
- le télécharger, avec vos fichiers ;
- corriger ce qui est faux ;
- vous opposer à un usage, ou mettre des données de côté ;
- effacer une chose, ou tout, et recevoir une attestation.

## Pourquoi un lien

Il montre que l'adresse est la vôtre, sans compte ni pièce d'identité. Le même message part que
l'adresse nous soit connue ou non : personne ne peut apprendre ici qui nous a écrit.

## Vous utilisez un service de l'un de nos clients

Pour les messages échangés sur Dimelo Digital ou Dimelo Communities, adressez-vous à l'entreprise
à qui vous avez écrit : c'est elle qui décide de leur usage, et elle dispose des outils pour vous
répondre.
""",
    """
## What you will be able to do

- see everything we keep about you, why, since when and until which date;
- download it, with your files;
- correct what is wrong;
- object to a use, or have data set aside;
- erase one thing, or everything, and receive a certificate.

## Why a link

It shows that the address is yours, without an account or proof of identity. The same message goes
out whether or not we know the address: nobody can learn here who has written to us.

## You use the service of one of our clients

For messages exchanged on Dimelo Digital or Dimelo Communities, turn to the company you wrote to:
it decides how they are used, and it has the tools to answer you.
""",
)

YOUR_DATA = PageText(
    model=YourDataPage,
    address="/vos-donnees/",
    slug="your-data",
    title=Text("Vos données", "Your data"),
    description=Text(
        "Voyez, corrigez, téléchargez ou effacez ce que Dimelo garde à votre sujet, sans compte.",
        "See, correct, download or erase what Dimelo keeps about you, without an account.",
    ),
    fields={
        "summary": Text(
            "Donnez votre adresse : nous vous envoyons un lien vers tout ce que nous gardons à "
            "votre sujet, avec la date de son effacement.",
            "Give your address: we send you a link to everything we keep about you, with the date "
            "of its erasure.",
        ),
        "introduction": INTRODUCTION,
    },
)
