"""A small site in both languages, made with real pages."""

from types import SimpleNamespace
from typing import Any

import pytest
from wagtail.models import Locale, Page, Site

from pages.models import HomePage, SearchPage, StandardPage
from tests.again import again


@pytest.fixture
def site(db: None) -> SimpleNamespace:
    return two_homes()


@again
def two_homes() -> SimpleNamespace:
    """`fr` and `en`: home pages; `write(parent, title, …)`: a published page below one of them."""
    french, _made = Locale.objects.get_or_create(language_code="fr")
    english, _made = Locale.objects.get_or_create(language_code="en")
    root = Page.objects.get(depth=1)
    for page in root.get_children():
        page.delete()
    root.refresh_from_db()
    fr = root.add_child(instance=HomePage(title="Accueil", slug="accueil", locale=french))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 8000, "root_page": fr}
    )
    en = fr.copy_for_translation(english)
    en.title, en.slug = "Home", "home"
    en.save_revision().publish()
    en.refresh_from_db()

    def write(
        parent: Page, title: str, model: type[Page] = StandardPage, text: str = "", **fields: Any
    ) -> Page:
        if text:
            fields["body"] = [("text", {"text": f"<p>{text}</p>"})]
        parent.refresh_from_db()
        return parent.add_child(instance=model(title=title, locale=parent.locale, **fields))

    made = SimpleNamespace(root=root, fr=fr, en=en, write=write, french=french, english=english)
    made.search_fr = write(fr, "Recherche", SearchPage, slug="recherche")
    made.search_en = write(en, "Search", SearchPage, slug="search")
    return made
