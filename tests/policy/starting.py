"""The policy of the starter site, alone: home pages, « Vos données », the policy and its history."""

from wagtail.models import Locale, Page, Site

from cms.starterkit import plant
from pages.models import HomePage
from policy.starter.history import plant_history
from policy.starter.policy import POLICY
from policy.starter.publishing import publish_first_version
from policy.starter.your_data import YOUR_DATA


def home_pages() -> None:
    """A home page in each language, and nothing else."""
    root = Page.get_first_root_node()
    for old in root.get_children():
        old.delete()
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Accueil", slug="home", locale=_locale("fr")))
    root.refresh_from_db()
    home.copy_for_translation(_locale("en")).save_revision().publish()
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)


def policy_site() -> None:
    """The starter policy, published as version 2.0."""
    home_pages()
    plant(YOUR_DATA, POLICY)
    plant_history()
    publish_first_version()


def _locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]
