"""Who we are, the words of the policy, and the two products."""

from cms.starterkit import Text
from policy.starter.parts import facts, part

WHO = (
    part(
        Text("Qui sommes-nous", "Who we are"),
        """
Cette politique dit ce que deviennent les données des personnes qui visitent ce site, nous écrivent,
se portent candidates ou utilisent nos produits. Elle remplace les versions publiées depuis 2018,
qui restent lisibles ou signalées dans le tableau ci-dessus.
""",
        """
This policy says what becomes of the data of people who visit this site, write to us, apply for a
job or use our products. It replaces the versions published since 2018, which can still be read or
are listed in the table above.
""",
    ),
    facts("controller"),
    part(
        Text("Les mots de cette politique", "The words of this policy"),
        """
- **Client** : une entreprise qui achète l'un de nos services.
- **Agent** : une personne de l'équipe du client, qui répond aux messages.
- **Utilisateur final** : une personne qui écrit au client, ou qui participe à sa communauté.
- **Visiteur** : une personne qui consulte le site www.dimelo.com.

Pour nos produits, le client décide de l'usage des données : il en est responsable, et nous les
traitons pour son compte et selon ses instructions (RGPD, art. 28). Pour ce site, c'est nous qui
décidons : nous sommes responsables.
""",
        """
- **Client**: a company that buys one of our services.
- **Agent**: a person on the client's staff who answers messages.
- **End user**: a person who writes to the client, or takes part in its community.
- **Visitor**: a person who consults the site www.dimelo.com.

For our products the client decides how data are used: it is the controller, and we process them on
its behalf and on its instructions (GDPR, art. 28). For this site it is we who decide: we are the
controller.
""",
    ),
)

DIGITAL = part(
    Text("Dimelo Digital", "Dimelo Digital"),
    """
Dimelo Digital réunit dans une console les messages que les utilisateurs finaux adressent au
client : courrier électronique, réseaux sociaux, discussion en ligne, messageries, SMS et
applications mobiles. Il distingue les canaux privés (messageries, SMS) des canaux publics (réseaux
sociaux, forums).

### Ce que vous partagez avec nous

Agent, vous avez un compte : votre nom, votre adresse électronique et vos droits. Utilisateur
final, vous partagez ce que vous écrivez, ainsi que les pièces que vous joignez. Les agents tiennent
une fiche qui peut comporter votre nom, votre prénom, votre entreprise, votre genre, vos adresses
électroniques, vos numéros de téléphone et les champs que le client a ajoutés.

### Ce que nous recevons d'autre

Les messages et le profil public de leur auteur sont synchronisés depuis le canal relié par le
client ; les réponses y sont publiées en retour. Chaque action faite sur la plateforme est inscrite
dans un journal d'événements, pour qu'elle puisse être retracée.

### Ce que nous partageons

Seuls les agents du client voient ces données, dans la limite des rôles et des permissions que le
client leur donne. Des sous-traitants nous aident pour l'hébergement et l'exploitation, la correction
orthographique des réponses, le chiffrement des images reçues en clair, les notifications, et la
détection des erreurs. Ils n'agissent que pour cette tâche, sous contrat.

### Combien de temps nous gardons ces données

Aussi longtemps que le client le demande ; deux ans s'il n'a rien demandé.

### La main que vous gardez

Adressez-vous au client à qui vous avez écrit : il décide de l'usage de vos données et dispose, dans
la console, des outils pour vous répondre seul. Si votre demande nous parvient, nous la lui
transmettons.
""",
    """
Dimelo Digital brings together in one console the messages that end users send to the client:
e-mail, social networks, live chat, messaging apps, SMS and mobile apps. It tells private channels
(messaging, SMS) from public ones (social networks, forums).

### What you share with us

As an agent you have an account: your name, your e-mail address and your rights. As an end user you
share what you write, and the files you attach. Agents keep a profile that may hold your name, first
name, company, gender, e-mail addresses, telephone numbers and the fields the client has added.

### What else we receive

Messages and the public profile of their author are synchronised from the channel that the client
has connected; answers are published back to it. Every action on the platform is written to an event
journal, so that it can be traced.

### What we share

Only the client's agents see these data, within the roles and permissions that the client gives
them. Sub-processors help us with hosting and operations, spelling correction of answers, encryption
of images received in clear, notifications, and error detection. They act for that task alone, under
contract.

### How long we keep these data

For as long as the client asks; two years if it has asked for nothing.

### What control you have

Turn to the client you wrote to: it decides how your data are used and has the tools, in the
console, to answer you alone. If your request reaches us, we pass it on.
""",
)

COMMUNITIES = part(
    Text("Dimelo Communities", "Dimelo Communities"),
    """
Dimelo Communities est une plateforme de communautés publiques : entraide, mise en avant des bons
contenus, innovation ouverte.

### Ce que vous partagez avec nous

Pour devenir membre, vous donnez un nom, un prénom, une adresse électronique, parfois un identifiant,
et les champs que le client a ajoutés. Ce que vous publiez est public par défaut ; les rôles et les
permissions disent qui peut lire, créer, modifier, supprimer et modérer.

### Ce que nous recevons d'autre

Si vous vous connectez au moyen d'un tiers, tel que Facebook Connect, il nous transmet ce que vos
réglages chez lui permettent.

### Ce que nous partageons

Ce qui est public l'est pour tout le monde. Des sous-traitants nous aident pour l'hébergement et
l'exploitation, l'envoi des notifications et des messages privés par courrier électronique, et le
stockage des fichiers joints.

### Combien de temps nous gardons ces données

Deux ans, sauf choix différent du client. L'identité d'un membre inactif depuis ce temps est
détachée de ses contenus, qui restent visibles et peuvent être supprimés un à un. Nous ne disons
« anonyme » que lorsqu'il ne reste rien qui permette de reconnaître quelqu'un.

### La main que vous gardez

Vous modifiez vos contenus et votre profil vous-même. Pour le reste, adressez-vous au client dont
c'est la communauté.
""",
    """
Dimelo Communities is a platform for public communities: mutual help, promotion of good content,
open innovation.

### What you share with us

To become a member you give a name, a first name, an e-mail address, sometimes a login, and the
fields the client has added. What you publish is public by default; roles and permissions say who
may read, create, edit, delete and moderate.

### What else we receive

If you sign in through a third party such as Facebook Connect, it hands over what your settings
there allow.

### What we share

What is public is so for everybody. Sub-processors help us with hosting and operations, sending
notifications and private messages by e-mail, and storing attached files.

### How long we keep these data

Two years, unless the client has chosen otherwise. The identity of a member who has been inactive
for that long is detached from their content, which stays visible and can be deleted one by one. We
say “anonymous” only where nothing is left by which somebody could be recognised.

### What control you have

You edit your content and your profile yourself. For everything else, turn to the client whose
community it is.
""",
)

PRODUCTS = (DIGITAL, COMMUNITIES)
