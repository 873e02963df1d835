"""What the lists count, and the order of the site map."""

import pytest
from wagtail.models import Locale

from cms.models import MainMenu
from pages.listings import list_stories
from pages.models import (
    ProductIndexPage,
    ProductPage,
    Sector,
    SiteMapPage,
    StoryIndexPage,
    StoryPage,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(site):
    """Three stories: energy with both products, energy with Digital, retail with Communities."""
    index = site.write(site.fr, "Clients", StoryIndexPage, slug="clients")
    shelf = site.write(site.fr, "Produits", ProductIndexPage, slug="produits")
    digital = site.write(shelf, "Digital", ProductPage, slug="digital")
    communities = site.write(shelf, "Communities", ProductPage, slug="communities")
    energy, retail = (
        Sector.objects.create(name=name, slug=slug, locale=site.french)
        for name, slug in (("Énergie", "energie"), ("Commerce", "commerce"))
    )
    for title, sector, products in (
        ("Deux", energy, [digital, communities]),
        ("Un", energy, [digital]),
        ("Autre", retail, [communities]),
    ):
        story = site.write(index, title, StoryPage, customer=title, sector=sector, figures=[])
        story.products = products
        story.save()
    return index


def counts(listing):
    return [{one.value: one.count for one in each.choices} for each in listing.filters]


def test_a_story_of_two_products_counts_once_among_all(stories):
    sectors, products = counts(list_stories(stories, {}))
    assert sectors == {"": 3, "energie": 2, "commerce": 1}
    assert products == {"": 3, "digital": 2, "communities": 2}


def test_a_filter_counts_what_it_would_leave_beside_the_other(stories):
    listing = list_stories(stories, {"produit": "digital"})
    sectors, products = counts(listing)
    assert {one.title for one in listing.items} == {"Deux", "Un"}
    assert sectors[""] == 2
    assert "commerce" not in sectors
    assert products[""] == 3


def test_the_site_map_follows_the_menu(site, rf):
    for title in ("Contact", "Presse", "Équipe"):
        site.write(site.fr, title)
    team, press = (site.fr.get_children().get(title=title) for title in ("Équipe", "Presse"))
    MainMenu.objects.create(
        locale=Locale.objects.get(language_code="fr"),
        entries=[
            {"type": "entry", "value": {"label": "", "page": page.pk, "children": []}}
            for page in (team, press)
        ],
    )
    page = site.write(site.fr, "Plan", SiteMapPage)
    (root,) = page.get_context(rf.get("/plan/"))["tree"]
    assert [node.title for node in root.children] == ["Équipe", "Presse", "Contact", "Plan"]
