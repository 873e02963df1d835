"""The library, its topics and its first resources, each with a file of its own language."""

from datetime import date

from django.core.files.base import ContentFile

from cms.starterkit import PageText, Text, block, find_page, plant, plant_snippet
from cms.starterkit.language import in_language, named
from cms.starterkit.typography import TYPESETTERS
from leads.models import DeliveryMode, Kind, ResourceIndexPage, ResourcePage, Topic
from leads.services.files import add_version
from leads.starter import texts
from leads.starter.booklet import booklet

TOPICS = (
    (Text("Canaux", "Channels"), Text("canaux", "channels")),
    (Text("Données", "Data"), Text("donnees", "data")),
)

INDEX = PageText(
    model=ResourceIndexPage,
    address="/ressources/",
    slug="resources",
    title=Text("Ressources", "Resources"),
    description=Text(
        "Guides, livres blancs et modèles de Dimelo sur la relation client digitale : leur contenu "
        "se lit avant de les demander.",
        "Dimelo’s guides, white papers and templates on digital customer relations: see what is in "
        "them before you ask.",
    ),
    fields={
        "summary": Text(
            "Des guides courts pour décider. Leur contenu est annoncé ; à vous de voir s’ils vous "
            "servent.",
            "Short guides to decide with. What they hold is said beforehand; see whether they serve you.",
        )
    },
)


def chapters(french: list[texts.Part], english: list[texts.Part]) -> list[object]:
    """The table of contents: the title of each part, and the beginning of its text."""
    return [
        block("chapter", title=Text(one[0], other[0]), text=Text("", ""))
        for one, other in zip(french, english, strict=True)
    ]


QUESTIONS = PageText(
    model=ResourcePage,
    address="/ressources/dix-questions-avant-de-reunir-vos-canaux/",
    slug="ten-questions-before-joining-your-channels",
    title=Text(
        "Dix questions avant de réunir vos canaux", "Ten questions before you join up your channels"
    ),
    description=Text(
        "Un guide de quelques pages : compter ses canaux, séparer le public du privé, garder le fil, "
        "décider des durées.",
        "A guide of a few pages: count your channels, keep public and private apart, keep the thread, "
        "decide how long.",
    ),
    fields={
        "summary": Text(
            "Les questions à poser en interne avant de comparer des outils, par quatre thèmes.",
            "The questions to ask within the company before comparing tools, in four themes.",
        ),
        "kind": Kind.GUIDE,
        "date": date(2026, 10, 12),
        "delivery": DeliveryMode.MAIL,
        "contents": chapters(texts.QUESTIONS_FR, texts.QUESTIONS_EN),
    },
)

GRID = PageText(
    model=ResourcePage,
    address="/ressources/grille-de-vos-canaux/",
    slug="a-grid-of-your-channels",
    title=Text("La grille de vos canaux", "A grid of your channels"),
    description=Text(
        "Un modèle à remplir en une heure : qui tient quel canal, ce qui est gardé et jusqu’à quand.",
        "A template to fill in within an hour: who holds which channel, what is kept and until when.",
    ),
    fields={
        "summary": Text(
            "À remplir à trois, en une heure : une ligne par canal, et personne n’est oublié.",
            "For three people and one hour: one line per channel, and nobody is forgotten.",
        ),
        "kind": Kind.TEMPLATE,
        "date": date(2026, 11, 2),
        "delivery": DeliveryMode.OPEN,
        "contents": chapters(texts.GRID_FR, texts.GRID_EN),
    },
)

FILES = (
    (QUESTIONS, Text("Guide", "Guide"), texts.QUESTIONS_FR, texts.QUESTIONS_EN),
    (GRID, Text("Modèle", "Template"), texts.GRID_FR, texts.GRID_EN),
)


def plant_resources() -> None:
    """Topics, library, resources, and the file of each in its own language."""
    for name, slug in TOPICS:
        plant_snippet(Topic, name=name, slug=slug)
    plant(INDEX, QUESTIONS, GRID)
    for text, kind, french, english in FILES:
        for language, parts in (("fr", french), ("en", english)):
            page = in_language(find_page(text.address), language).specific
            page.topics.set([named(Topic, "Canaux").resolve(language)])
            page.save()
            add_file(page, text, kind, language, parts)


def add_file(
    page: ResourcePage, text: PageText, kind: Text, language: str, parts: list[texts.Part]
) -> None:
    """Make the booklet of a page, unless it has a file."""
    if page.versions.exists():
        return
    set_type = TYPESETTERS[language]
    content = booklet(
        title=text.title.resolve(language),
        subtitle=text.fields["summary"].resolve(language),
        kind=kind.resolve(language),
        language=language,
        parts=[[set_type(one) for one in part] for part in parts],
    )
    add_version(page=page, file=ContentFile(content, name=f"{page.slug}.pdf"))
