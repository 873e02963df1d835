"""The home pages: made first and empty, because everything hangs below them; filled last."""

from dataclasses import replace

from wagtail.models import Page, Site

from cms.starterkit.language import home_page, locale_of
from cms.starterkit.plant import fill, publish_pair
from pages.models import HomePage
from pages.starter.home import HOME

EMPTY = replace(HOME, fields={})


def plant_home_pages() -> None:
    """Make the two home pages in place of the page that a new Wagtail greets with."""
    root = Page.get_first_root_node()
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    greeting = site.root_page if site else None
    home = HomePage(slug="accueil", locale=locale_of("fr"), live=False)
    fill(home, EMPTY, "fr")
    root.add_child(instance=home)
    if site is None:
        site = Site(hostname="localhost", port=80, is_default_site=True)
    site.root_page, site.site_name = home, "Dimelo"
    site.save()
    if greeting is not None and type(greeting.specific) is Page:
        greeting.delete()
    publish_pair(home, EMPTY)


def fill_home_pages() -> None:
    """Give the home pages their content, unless somebody has begun to write it."""
    home = home_page().specific
    if home.body or home.revisions.exclude(user=None).exists():
        return
    publish_pair(home, HOME)
