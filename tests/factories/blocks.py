"""Every block, filled as an editor would, in raw form for a StreamField."""

from typing import Any

from cms.models import SiteImage
from tests.factories.files import document

VIDEO = "https://www.youtube.com/watch?v=aaaaaaaaaaa"


def picture(chosen: SiteImage | None, alt: str = "") -> dict[str, Any]:
    """The raw value of an ImageBlock; without an image, what an editor leaves empty."""
    if chosen is None:
        return {"image": None, "decorative": False, "alt_text": ""}
    return {"image": chosen.pk, "decorative": not alt, "alt_text": alt}


def link(label: str, address: str = "/contact/") -> dict[str, Any]:
    return {"label": label, "page": None, "address": address}


CONVERSATION = {
    "channel": "Messagerie · 09:41",
    "messages": [
        {
            "side": "customer",
            "text": "Bonjour, mon colis est indiqué livré mais je n’ai rien reçu.",
        },
        {
            "side": "agent",
            "text": "Bonjour Léa, je vois le dépôt au point relais de la rue Cœur-Volant. "
            "Je vous renvoie le code ?",
        },
        {"side": "customer", "text": "Oui, merci !"},
    ],
    "note": "Repris depuis l’e-mail de lundi",
}

TEXT = (
    "<h2>Répondre au même endroit</h2><p>Un message reste dans sa conversation, quel que soit le "
    "canal par lequel il arrive. L’équipe voit <b>qui écrit</b>, ce qui a déjà été dit, et "
    "<i>ce qui reste à faire</i>. Rien ne se perd entre deux outils.</p>"
    "<h3>Canaux privés, canaux publics</h3><p>La messagerie et le SMS restent entre deux personnes ; "
    'les réseaux sociaux et les forums se lisent à plusieurs. <a href="https://example.com/">La '
    "distinction</a> change la réponse.</p><ul><li>E-mail et messageries</li><li>Réseaux sociaux"
    "</li><li>SMS et applications mobiles</li></ul><h2>Garder la trace</h2><p>Chaque action est "
    "inscrite dans un journal : qui a répondu, quand, avec quel droit. Les données se gardent comme "
    "le client le demande, deux ans par défaut.</p><ol><li>Le message arrive.</li><li>Une personne "
    "le prend.</li><li>La réponse repart par le même canal.</li></ol>"
)


def text(contents: bool = False) -> dict[str, Any]:
    return {"type": "text", "value": {"text": TEXT, "contents": contents}}


def hero(**changes: Any) -> dict[str, Any]:
    value = {
        "eyebrow": "Relation client digitale",
        "heading": "Tous vos canaux, une seule conversation.",
        "text": "E-mail, messageries, réseaux sociaux : vos équipes répondent au même endroit, "
        "avec le contexte sous les yeux.",
        "links": [
            link("Voir la plateforme", "/produits/"),
            link("Lire un cas client", "/clients/"),
        ],
        "conversation": [CONVERSATION],
        "illustration": "",
        "image": picture(None),
    }
    return {"type": "hero", "value": {**value, **changes}}


def features() -> dict[str, Any]:
    rows = [
        ("inbox", "Une seule file", "E-mails, messages et avis arrivent au même endroit, triés."),
        ("people", "Le contexte d’abord", "Le profil et les échanges passés à côté de la réponse."),
        ("lock", "Des droits précis", "Chacun voit et fait ce que son rôle permet, rien de plus."),
        ("journal", "Un journal complet", "Chaque action laisse une trace : qui, quoi, quand."),
        ("channels", "Public ou privé", "La console distingue le forum de la messagerie."),
        ("clock", "Conservation réglée", "Deux ans par défaut, ou la durée que vous fixez."),
    ]
    items = [
        {"icon": icon, "title": title, "text": words, "link": []} for icon, title, words in rows
    ]
    items[0]["link"] = [link("Voir la file", "/produits/")]
    return {
        "type": "features",
        "value": {
            "heading": "Ce que fait la console",
            "introduction": "Un outil pour les équipes qui répondent toute la journée.",
            "items": items,
        },
    }


def key_figures(heading: str = "Ce que cela change") -> dict[str, Any]:
    figures = [
        ("− 38 %", "de délai de première réponse", "Maison Alder, exemple, 2025"),
        ("8", "canaux dans une console", ""),
        ("2 ans", "de conservation par défaut", ""),
    ]
    return {
        "type": "key_figures",
        "value": {
            "heading": heading,
            "figures": [{"value": v, "label": label, "source": s} for v, label, s in figures],
        },
    }


def quotation(portrait: SiteImage | None = None) -> dict[str, Any]:
    return {
        "type": "quotation",
        "value": {
            "text": "Nos conseillers ne demandent plus au client de répéter son histoire : "
            "elle est déjà là, quel que soit le canal.",
            "person": "Camille Verdier",
            "role": "Directrice de la relation client, Maison Alder (exemple)",
            "portrait": picture(portrait),
        },
    }


def steps() -> dict[str, Any]:
    rows = [
        ("Connecter", "Vos canaux se branchent un à un ; les messages et profils arrivent."),
        ("Répartir", "Chaque message va à la personne qui a le droit et le temps d’y répondre."),
        ("Répondre", "La réponse part depuis la console et paraît sur le canal d’origine."),
    ]
    return {
        "type": "steps",
        "value": {
            "heading": "Comment ça marche",
            "introduction": "Trois temps, sans changer vos habitudes.",
            "steps": [{"title": title, "text": words} for title, words in rows],
        },
    }


def logo_wall(logo: SiteImage | None = None) -> dict[str, Any]:
    names = ["Maison Alder", "Transports du Littoral", "Banque Ormeau", "Énergies du Val", "Novéa"]
    logos = [{"name": name, "image": picture(None), "link": []} for name in names]
    logos[1]["link"] = [link("Lire", "/clients/")]
    if logo:
        logos.append({"name": "Atelier Bleu", "image": picture(logo), "link": []})
    return {"type": "logo_wall", "value": {"heading": "Ils répondent avec nous", "logos": logos}}


def image_and_text(
    illustration: str, side: str = "end", chosen: SiteImage | None = None
) -> dict[str, Any]:
    return {
        "type": "image_and_text",
        "value": {
            "heading": "Le contexte sous les yeux",
            "text": "<p>Le profil du client et son histoire restent à côté de la réponse.</p>"
            "<ul><li>Nom, société, adresses</li><li>Champs propres à votre métier</li></ul>",
            "link": [link("Voir la console", "/produits/")],
            "image": picture(chosen, "Une équipe devant la console"),
            "illustration": illustration,
            "side": side,
        },
    }


def gallery(images: list[SiteImage]) -> dict[str, Any]:
    return {
        "type": "gallery",
        "value": {
            "heading": "Nos bureaux",
            "images": [
                {"image": picture(one, one.title), "caption": f"Légende : {one.title}."}
                for one in images
            ],
        },
    }


def table() -> dict[str, Any]:
    columns = [
        {"type": "text", "heading": "Canal"},
        {"type": "text", "heading": "Nature"},
        {"type": "number", "heading": "Messages par mois"},
        {"type": "rich_text", "heading": "À savoir"},
    ]
    rows = [
        ["Messagerie", "Privé", "12 400", "<p>Réponse attendue <b>en minutes</b></p>"],
        ["E-mail", "Privé", "8 150", "<p>Réponse attendue en heures</p>"],
        ["Forum", "Public", "960", "<p>Lu par les autres clients</p>"],
    ]
    return {
        "type": "table",
        "value": {
            "heading": "Les canaux",
            "caption": "Canaux privés et publics, et ce qu’ils portent",
            "table": {"columns": columns, "rows": [{"values": row} for row in rows]},
        },
    }


def questions() -> dict[str, Any]:
    rows = [
        ("Combien de temps gardez-vous les messages ?", "<p>Deux ans, sauf instruction.</p>"),
        ("Qui voit les profils ?", "<p>Les agents dont le rôle le permet.</p>"),
        ("Peut-on effacer une personne ?", "<p>Oui, depuis la console, sans nous demander.</p>"),
    ]
    return {
        "type": "questions",
        "value": {
            "heading": "Vos questions",
            "items": [{"question": asked, "answer": answer} for asked, answer in rows],
        },
    }


def video(poster: SiteImage | None = None) -> dict[str, Any]:
    return {
        "type": "video",
        "value": {
            "heading": "La console en deux minutes",
            "title": "Une journée dans la console",
            "address": VIDEO,
            "poster": picture(poster),
            "duration": "2 min 40 s",
            "transcript": "<p>Une conseillère ouvre la console. Le message de Léa arrive.</p>",
        },
    }


def announcement(kind: str = "information") -> dict[str, Any]:
    return {
        "type": "announcement",
        "value": {
            "kind": kind,
            "title": "Ces clients sont des exemples",
            "text": "Les noms et les chiffres de cette page illustrent l’usage du produit.",
            "link": [link("En savoir plus", "/clients/")],
        },
    }


def call_to_action() -> dict[str, Any]:
    return {
        "type": "call_to_action",
        "value": {
            "heading": "Parlons de vos canaux",
            "text": "Une démonstration sur vos propres cas, en trente minutes.",
            "links": [
                link("Demander une démonstration"),
                link("Lire nos cas clients", "/clients/"),
            ],
        },
    }


def download() -> dict[str, Any]:
    return {
        "type": "download",
        "value": {
            "document": document().pk,
            "title": "Guide de démarrage",
            "description": "Ce qu’il faut préparer avant de brancher un premier canal.",
        },
    }


def conversation() -> dict[str, Any]:
    return {"type": "conversation", "value": CONVERSATION}


def stories(number: int = 2) -> dict[str, Any]:
    value = {"heading": "Ils l’ont fait", "introduction": "", "chosen": [], "number": number}
    return {"type": "stories", "value": {**value, "more": [link("Tous les clients", "/clients/")]}}


def news(number: int = 3) -> dict[str, Any]:
    value = {"heading": "Actualités", "category": None, "number": number}
    return {"type": "news", "value": {**value, "more": [link("Toutes", "/actualites/")]}}
