"""The English story stands under English products, also after the French one has changed."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import Translation

from pages.models import ProductIndexPage, ProductPage, StoryIndexPage, StoryPage
from tests.cms.test_translation_flow import send
from tests.factories.small_site import put, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(site):
    """Two products and the story index, in both languages."""
    products = put(site.home, ProductIndexPage(title="Produits", slug="produits"))
    products_en = translated(products, site.home_en, "Products", slug="products")
    digital = put(products, ProductPage(title="Digital", slug="digital"))
    translated(digital, products_en, "Digital", slug="digital")
    communities = put(products, ProductPage(title="Communities", slug="communities"))
    translated(communities, products_en, "Communities", slug="communities")
    stories = put(site.home, StoryIndexPage(title="Clients", slug="clients"))
    translated(stories, site.home_en, "Customers", slug="customers")
    story = put(stories, StoryPage(title="Un client", slug="un-client", customer="Un client"))
    story.products = [digital]
    story.save_revision().publish()
    site.digital, site.communities, site.story = digital, communities, story
    return site


def names(page: Page) -> set[tuple[str, str]]:
    found = StoryPage.objects.get(pk=page.pk)
    return {(one.title, one.locale.language_code) for one in found.products.all()}


def test_a_copy_for_translation_leads_to_its_own_language(shop, client, staff):
    staff("marketing")
    send(client, shop.story, shop.english)
    english = shop.story.get_translation(shop.english)
    assert names(english) == {("Digital", "en")}
    assert names(shop.story) == {("Digital", "fr")}


def test_a_change_of_the_french_story_reaches_the_english_one(shop, client, staff):
    staff("marketing")
    send(client, shop.story, shop.english)
    english = shop.story.get_translation(shop.english)
    story = StoryPage.objects.get(pk=shop.story.pk)
    story.products = [shop.communities]
    story.save_revision().publish()
    assert names(english) == {("Communities", "en")}

    # Whoever edits the English page by itself has the last word there.
    Translation.objects.update(enabled=False)
    story.products = [shop.digital]
    story.save_revision().publish()
    assert names(english) == {("Communities", "en")}
