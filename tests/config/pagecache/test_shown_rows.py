"""Rows that a page leads to are remembered, and follow their changes; a draft has its own."""

import pytest

from pages.models import (
    NewsCategory,
    ProductIndexPage,
    ProductPage,
    Sector,
    StoryIndexPage,
    StoryPage,
)
from tests.config.pagecache.test_purging import publish
from tests.factories.small_site import put

STORY = "/clients/un-client/"


@pytest.fixture
def shop(site):
    """A story of a sector, with one of two products; its page has been asked for."""
    products = put(site.home, ProductIndexPage(title="Produits", slug="produits"))
    site.digital = put(products, ProductPage(title="Digital", slug="digital"))
    site.communities = put(products, ProductPage(title="Communities", slug="communities"))
    site.sector = Sector.objects.create(name="Commerce", slug="commerce", locale=site.french)
    stories = put(site.home, StoryIndexPage(title="Clients", slug="clients"))
    story = StoryPage(title="Un client", slug="un-client", customer="Un", sector=site.sector)
    story.products = [site.digital]
    site.story = put(stories, story)
    return site


def test_a_story_follows_its_sector_and_its_products(shop, visitor):
    def reads() -> str:
        return visitor.get(STORY).content.decode()

    assert "Commerce" in reads()
    assert "/produits/digital/" in reads()
    shop.sector.name = "Distribution"
    shop.sector.save()
    assert "Distribution" in reads()
    publish(shop.digital, title="Dimelo Digital", slug="dimelo-digital")
    assert "Dimelo Digital" in reads()
    assert "/produits/dimelo-digital/" in reads()
    publish(shop.story, products=[shop.communities])
    assert "/produits/communities/" in reads()
    assert "Dimelo Digital" not in reads()
    publish(shop.story, products=[], sector=None)
    assert "Communities" not in reads()
    assert "Distribution" not in reads()


def test_a_draft_shows_its_own_and_the_live_page_keeps_what_it_has(shop, visitor):
    visitor.get(STORY)
    story = StoryPage.objects.get(pk=shop.story.pk)
    story.products = [shop.communities]
    story.save_revision()
    draft = story.get_latest_revision_as_object().make_preview_request()
    draft.render()
    assert b"Communities" in draft.content
    assert b"Digital" not in draft.content
    publish(shop.story, title="Un autre")  # so that the page is made once more
    assert b"Digital" in visitor.get(STORY).content


def test_an_article_follows_its_category(site, visitor):
    assert "Produit" in visitor.get(site.article.url).content.decode()
    NewsCategory.objects.filter(pk=site.category.pk).update(name="Nouveautés")
    assert "Nouveautés" in visitor.get(site.article.url).content.decode()
