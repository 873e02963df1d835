"""A whole site: every page type and every block at least once, French with some English.

    site = whole_site()      site.home, site.products, site.digital, site.stories, site.story, …
    site.every               every page of `site` by name, as visitors reach it

Other packages may add their pages below `site.home`; nothing here depends on theirs.
"""

from types import SimpleNamespace

from wagtail.models import Locale, Page, Site

from pages.models import HomePage

from . import around_pages, blocks, files, written_pages
from .written_pages import put


def whole_site(port: int = 80, hostname: str = "localhost") -> SimpleNamespace:
    """Make the site and return its pages by name."""
    french, _made = Locale.objects.get_or_create(language_code="fr")
    english, _made = Locale.objects.get_or_create(language_code="en")
    portrait = files.image("Portrait", (600, 600), "#8a9ff0")
    wide = files.image("Bureaux", (1600, 900))
    root = Page.objects.get(depth=1)
    home = put(root, HomePage(title="Dimelo", slug="accueil-fr", locale=french))
    Site.objects.all().delete()
    Site.objects.create(hostname=hostname, port=port, root_page=home, is_default_site=True)
    site = SimpleNamespace(home=home, root=root, french=french, english=english)
    site.home_en = put(
        root,
        HomePage(
            title="Dimelo",
            slug="home-en",
            locale=english,
            translation_key=home.translation_key,
            body=[
                blocks.hero(
                    eyebrow="Digital customer care",
                    heading="Every channel, one conversation.",
                    text="Your teams answer in one place, with the context in view.",
                    links=[blocks.link("See the platform", "/en/products/")],
                )
            ],
        ),
    )
    written_pages.products(site)
    written_pages.stories(site, wide)
    written_pages.news(site, portrait, wide)
    written_pages.others(site, portrait, wide)
    around_pages.careers(site)
    home.body = [
        blocks.hero(),
        blocks.logo_wall(),
        blocks.features(),
        blocks.image_and_text("channels", "start"),
        blocks.key_figures(),
        blocks.quotation(portrait),
        blocks.stories(),
        blocks.news(),
        {"type": "offers", "value": {"heading": "Nous recrutons", "number": 2}},
        blocks.call_to_action(),
    ]
    home.save_revision().publish()
    around_pages.chrome(site)
    site.every = {
        name: page
        for name, page in vars(site).items()
        if isinstance(page, Page) and name not in {"root"}
    }
    return site
