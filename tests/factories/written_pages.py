"""What visitors read on the whole site: products, stories, news, and the pages of every other type."""

import datetime
from types import SimpleNamespace
from typing import Any

from wagtail.models import Page

from pages.models import (
    Author,
    LandingPage,
    LegalPage,
    NewsCategory,
    NewsIndexPage,
    NewsPage,
    ProductIndexPage,
    ProductPage,
    SearchPage,
    Sector,
    SiteMapPage,
    StandardPage,
    StoryIndexPage,
    StoryPage,
    TeamPage,
)

from . import blocks, files

PROBLEM = (
    "<p>Un client écrit le lundi par e-mail, le mercredi par messagerie, le jeudi sur un forum. "
    "Pour lui, c’est la même question. Pour vos équipes, ce sont trois outils, trois files et trois "
    "fois la même histoire à redemander.</p><p>Le temps perdu se voit, la lassitude aussi.</p>"
)


def put(parent: Page, page: Page) -> Any:
    """`page` below `parent`, published as an editor would."""
    if parent.depth > 1:
        page.locale = parent.locale
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def products(site: SimpleNamespace) -> None:
    site.products = put(
        site.home,
        ProductIndexPage(
            title="La plateforme",
            slug="produits",
            summary="Deux produits, une idée : que la conversation tienne ensemble.",
            body=[blocks.questions(), blocks.call_to_action()],
        ),
    )
    site.digital = put(
        site.products,
        ProductPage(
            title="Dimelo Digital",
            slug="dimelo-digital",
            tagline="Une console pour tous vos messages.",
            summary="E-mail, messageries, réseaux sociaux, SMS : une seule file, un seul profil.",
            illustration="console",
            problem_heading="Trois outils, une seule question",
            problem=PROBLEM,
            workings=[
                blocks.steps(),
                blocks.features(),
                blocks.image_and_text("roles"),
                blocks.table(),
                blocks.video(),
            ],
            proof=[
                blocks.key_figures("En chiffres"),
                blocks.quotation(),
                blocks.stories(),
                blocks.logo_wall(),
            ],
            next_step=[blocks.questions(), blocks.download(), blocks.call_to_action()],
        ),
    )
    site.communities = put(
        site.products,
        ProductPage(
            title="Dimelo Communities",
            slug="dimelo-communities",
            tagline="Vos clients se répondent.",
            summary="Entraide, meilleures réponses, idées : une communauté à votre nom.",
            illustration="community",
            problem=PROBLEM,
            workings=[blocks.image_and_text("journal", "start"), blocks.image_and_text("team")],
            next_step=[blocks.call_to_action()],
        ),
    )


def stories(site: SimpleNamespace, wide: Any) -> None:
    site.stories = put(
        site.home,
        StoryIndexPage(
            title="Nos clients",
            slug="clients",
            summary="Ce qu’ils ont changé, chiffres d’abord.",
        ),
    )
    trade = Sector.objects.create(name="Commerce", slug="commerce", locale=site.french)
    transport = Sector.objects.create(name="Transport", slug="transport", locale=site.french)
    rows = [
        ("Maison Alder", "Une réponse avant midi, chaque jour", trade, "− 38 %", site.digital),
        ("Transports du Littoral", "Un forum tenu par ses voyageurs", transport, "× 2,4", None),
        ("Novéa", "Trois équipes, une file", trade, "12 s", site.digital),
    ]
    made = []
    for customer, title, sector, value, product in rows:
        figures = [
            (value, "de délai de première réponse", "Mesure interne, 2025 (exemple)"),
            ("4,6/5", "de satisfaction après échange", ""),
            ("1", "file au lieu de cinq", ""),
        ]
        story = StoryPage(
            title=title,
            slug=customer.lower().replace(" ", "-"),
            customer=customer,
            is_example=True,
            sector=sector,
            summary="Cinq boîtes partagées, deux réseaux sociaux, et des clients qui répétaient.",
            figures=[
                {"type": "figure", "value": {"value": v, "label": label, "source": source}}
                for v, label, source in figures
            ],
            image=wide,
            body=[blocks.text(), blocks.quotation(), blocks.image_and_text("console")],
        )
        story.products = [product or site.communities]
        made.append(put(site.stories, story))
    site.story = made[0]


def news(site: SimpleNamespace, portrait: Any, wide: Any) -> None:
    site.news = put(
        site.home,
        NewsIndexPage(title="Actualités", slug="actualites", summary="Ce qui change, et pourquoi."),
    )
    categories = [
        NewsCategory.objects.create(name=name, slug=name.lower(), locale=site.french)
        for name in ("Produit", "Entreprise")
    ]
    author = Author.objects.create(
        name="Inès Caron", role="Responsable produit", portrait=portrait, locale=site.french
    )
    for number in range(14):
        article = NewsPage(
            title=f"Le journal des événements se lit par personne ({number + 1})",
            slug=f"journal-{number + 1}",
            summary="Qui a répondu, quand, avec quel droit : la trace se suit désormais d’un clic.",
            date=datetime.date(2026, 11, 20) - datetime.timedelta(days=9 * number),
            category=categories[number % 2],
            image=wide if number == 0 else None,
            body=[blocks.text(), blocks.key_figures(), blocks.download(), blocks.conversation()],
        )
        article.authors = [author]
        put(site.news, article)
        if number == 0:
            site.article = article


def others(site: SimpleNamespace, portrait: Any, wide: Any) -> None:
    site.team = put(
        site.home,
        TeamPage(
            title="L’équipe",
            slug="equipe",
            summary="Une équipe française de la relation client, au sein de RingCentral.",
            body=[blocks.text(), blocks.image_and_text("team")],
            members=[
                {
                    "type": "member",
                    "value": {
                        "name": name,
                        "role": role,
                        "words": "Répond aux clients deux heures par semaine.",
                        "portrait": blocks.picture(portrait if name == "Sam Noël" else None),
                    },
                }
                for name, role in [
                    ("Inès Caron", "Responsable produit"),
                    ("Sam Noël", "Ingénieur"),
                    ("Lou Perrin", "Relation client"),
                    ("Adam Kessler", "Sécurité"),
                ]
            ],
        ),
    )
    site.standard = put(
        site.home,
        StandardPage(
            title="Accessibilité de ce site et façon de nous dire ce qui manque",
            slug="accessibilite",
            summary="Ce que nous faisons pour que chacun puisse lire, écrire et répondre.",
            body=[
                blocks.text(contents=True),
                blocks.announcement(),
                blocks.announcement("good"),
                blocks.announcement("warning"),
                blocks.table(),
                blocks.questions(),
                blocks.video(wide),
                blocks.gallery([files.image(f"Vue {n}") for n in (1, 2, 3)]),
                blocks.image_and_text("", "start", wide),
                blocks.logo_wall(wide),
                blocks.download(),
                blocks.conversation(),
            ],
        ),
    )
    site.legal = put(
        site.home,
        LegalPage(
            title="Mentions légales",
            slug="mentions-legales",
            show_identity=True,
            body=[blocks.text()],
        ),
    )
    site.landing = put(
        site.home,
        LandingPage(
            title="Une démonstration en trente minutes",
            slug="demonstration",
            goal=[{"type": "link", "value": blocks.link("Réserver un créneau")}],
            body=[
                blocks.hero(conversation=[], illustration="console", links=[]),
                blocks.features(),
                blocks.quotation(),
            ],
        ),
    )
    site.map = put(site.home, SiteMapPage(title="Plan du site", slug="plan-du-site"))
    site.search = put(site.home, SearchPage(title="Recherche", slug="recherche"))
