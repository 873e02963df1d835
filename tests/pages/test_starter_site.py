"""The starter site: whole in both languages, well set, and never written over what an editor did."""

import re
from io import StringIO
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.test import TestCase
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import Translation

from accounts.models import User
from cms.models import CompanyIdentity, MainMenu
from cms.starterkit import NotReady, PageText, Step, Text, find_page, plant, registered_steps, steps
from cms.starterkit.typography import typeset_french
from outbox.delivering import drain
from pages.models import NewsPage, StandardPage, StarterStep, StoryPage
from pages.starter.parts import complete_parts

ADDRESSES = {
    "/": "/en/",
    "/produits/": "/en/products/",
    "/produits/dimelo-digital/": "/en/products/dimelo-digital/",
    "/produits/dimelo-communities/": "/en/products/dimelo-communities/",
    "/clients/": "/en/customers/",
    "/actualites/": "/en/news/",
    "/a-propos/": "/en/about/",
    "/compter-vos-canaux/": "/en/count-your-channels/",
    "/mentions-legales/": "/en/legal/",
    "/accessibilite/": "/en/accessibility/",
    "/carrieres/": "/en/careers/",
    "/plan-du-site/": "/en/site-map/",
    "/recherche/": "/en/search/",
}


def load() -> str:
    """Run the command; what it says."""
    out = StringIO()
    call_command("load_starter_site", stdout=out, stderr=out)
    return out.getvalue()


def dump() -> str:
    """Every row of every table but those of sessions and rights."""
    rows = []
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy and model._meta.app_label != "sessions":
            database = "ledger" if model._meta.app_label == "ledger" else "default"
            if database == "default":
                rows += model._base_manager.order_by("pk")
    return serializers.serialize("json", rows)


def written_by_staff(page: Page, **values: object) -> None:
    editor = User.objects.create_user(email="redaction@example.com", password="x" * 14)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision(user=editor).publish()


def faults_of(page: Page, soup: BeautifulSoup) -> list[str]:
    """What a visitor or a search engine would miss on this page."""
    found = []
    if soup.html["lang"] != page.locale.language_code:
        found.append(f"is said to be in {soup.html['lang']}")
    if len(soup.find_all("h1")) != 1:
        found.append(f"has {len(soup.find_all('h1'))} level 1 headings")
    if not page.live or not page.search_description or not getattr(page, "summary", "no field"):
        found.append("is not published, or not described, or not summed up")
    return found


def french_faults(soup: BeautifulSoup) -> list[str]:
    """Faults of French typography in everything the page says."""
    for part in soup(["script", "style"]):
        part.decompose()
    texts = [soup.title.string, *soup.body.find_all(string=True)]
    texts += [meta["content"] for meta in soup.find_all("meta", {"name": "description"})]
    fault = re.compile("'|[ \u202f][:;!?»%]|«[^\u00a0]|\\w[;!?»]|\\w:(?!\\w)")
    return [str(text) for text in texts if fault.search(text)]


@pytest.mark.xdist_group("starter site")  # loaded once, not by every test process
class LoadedSite(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        load()
        cls.pages = list(Page.objects.filter(depth__gte=2).specific())

    def read(self, path: str) -> BeautifulSoup:
        answer = self.client.get(path)
        assert answer.status_code == 200, path
        return BeautifulSoup(answer.content, "html.parser")

    # What is there

    def test_the_addresses_of_the_house_answer_in_both_languages(self):
        for french, english in ADDRESSES.items():
            twin = find_page(french).get_translation(Locale.objects.get(language_code="en"))
            assert twin.url == english
            self.read(french)
            self.read(english)

    def test_every_page_reads_well_and_every_link_leads_somewhere(self):
        """One reading of all pages: language, headings, descriptions, links, typography."""
        drain(only="policy.pdfs")
        faults = []
        answered = {}
        for page in self.pages:
            language = page.locale.language_code
            soup = self.read(page.url)
            faults += [f"{page.url}: {fault}" for fault in faults_of(page, soup)]
            if language == "fr":
                faults += [f"{page.url}: {fault}" for fault in french_faults(soup)]
            for anchor in soup.select("a[href^='/']"):
                path = urlsplit(anchor["href"]).path
                if path not in answered:
                    answered[path] = self.client.get(path).status_code
                if answered[path] != 200:
                    faults.append(f"{page.url}: {path} answers {answered[path]}")
                if not anchor.get("hreflang") and path.startswith("/en/") != (language == "en"):
                    faults.append(f"{page.url}: {path} is in the other language")
        assert faults == []

    def test_every_page_stands_in_both_languages(self):
        alone = [
            page.url
            for page in self.pages
            if page.get_translations(inclusive=True).live().count() != 2
        ]
        assert alone == []

    def test_stories_are_said_to_be_examples(self):
        stories = list(StoryPage.objects.select_related("locale"))
        assert len(stories) == 8
        for story in stories:
            assert story.is_example
            text = self.read(story.url).main.get_text()
            assert ("inventé" if story.locale.language_code == "fr" else "invented") in text
            for figure in story.figures:
                assert "illustrati" in figure.value["source"].lower()
            for product in story.products.all():
                assert product.locale_id == story.locale_id

    def test_articles_are_of_substance(self):
        articles = list(NewsPage.objects.all())
        assert len(articles) == 12
        for article in articles:
            assert len(self.read(article.url).main.get_text(" ").split()) > 400
            assert article.category.locale_id == article.locale_id
            assert [author.locale_id for author in article.authors.all()] == [article.locale_id]

    def test_what_is_not_known_of_the_company_stays_empty(self):
        for identity in CompanyIdentity.objects.all():
            assert identity.publication_director == ""
            assert identity.host_name == ""
            assert identity.registration == ""
        assert "à compléter" in self.read("/mentions-legales/").main.get_text()

    # What stays

    def test_a_second_run_changes_nothing(self):
        before = dump()
        assert "rien de nouveau" in load()
        assert dump() == before

    def test_an_edited_page_stays_edited(self):
        page = find_page("/a-propos/").specific
        written_by_staff(page, title="Notre histoire")
        load()
        page.refresh_from_db()
        assert page.title == "Notre histoire"

    def test_a_deleted_page_stays_deleted(self):
        find_page("/compter-vos-canaux/").delete()
        load()
        assert self.client.get("/compter-vos-canaux/").status_code == 404

    def test_a_step_of_a_later_release_is_run_once(self):
        ran = []
        step = Step("pages.later", order=99, run=lambda: ran.append(1))
        self.addCleanup(steps._steps.pop, step.name)
        steps.register(step)
        load()
        load()
        assert ran == [1]

    def test_a_step_that_fails_leaves_nothing_behind(self):
        def half():
            find_page("/").add_child(instance=StandardPage(title="Moitié", slug="moitie"))
            raise NotReady("/nulle-part/")

        step = Step("pages.half", order=99, run=half)
        self.addCleanup(steps._steps.pop, step.name)
        steps.register(step)
        assert "/nulle-part/" in load()
        assert not StandardPage.objects.filter(slug="moitie").exists()
        assert not StarterStep.objects.filter(name="pages.half").exists()

    # Menus follow the pages that come

    def before_careers(self) -> None:
        """As on a site that was loaded before the package of this page came."""
        find_page("/carrieres/").specific.unpublish()
        StarterStep.objects.filter(name="pages.parts:/carrieres/").delete()
        complete_parts()

    def careers(self) -> None:
        find_page("/carrieres/").specific.save_revision().publish()

    def test_a_page_that_comes_later_joins_the_menus(self):
        self.before_careers()
        assert 'href="/carrieres/"' not in str(self.read("/").header)
        self.careers()
        load()
        assert 'href="/carrieres/"' in str(self.read("/").header)
        assert 'href="/carrieres/"' in str(self.read("/").footer)

    def test_a_menu_that_an_editor_changed_is_left_alone(self):
        self.before_careers()
        menu = MainMenu.objects.get(locale__language_code="fr")
        editor = User.objects.create_user(email="marketing@example.com", password="x" * 14)
        del menu.entries[1:]
        menu.save_revision(user=editor).publish()
        self.careers()
        load()
        assert 'href="/carrieres/"' not in str(self.read("/").header)
        assert 'href="/carrieres/"' in str(self.read("/").footer)

    # The tools of translation

    def test_translations_are_known_as_up_to_date(self):
        translations = list(Translation.objects.select_related("source"))
        assert len(translations) > 25
        for translation in translations:
            total, done = translation.get_progress()
            assert done == total, translation.source.object_repr

    def test_saving_a_translation_again_changes_no_english_word(self):
        for path in ("/", "/produits/", "/produits/dimelo-digital/", "/actualites/", "/a-propos/"):
            original = find_page(path)
            translation = Translation.objects.get(source__object_id=original.translation_key)
            english = ADDRESSES[path]
            before = self.read(english).main.get_text()
            with self.captureOnCommitCallbacks(execute=True):
                translation.save_target(publish=True)
            assert self.read(english).main.get_text() == before

    # Where it may be loaded

    def test_a_page_that_an_editor_made_at_the_address_is_left_alone(self):
        find_page("/").add_child(instance=StandardPage(title="À moi", slug="a-moi"))
        contact = PageText(
            StandardPage, "/a-moi/", "mine", Text("Contact", "Contact"), Text("a", "a")
        )
        plant(contact)
        assert find_page("/a-moi/").title == "À moi"

    def test_a_site_with_a_home_page_is_left_alone(self):
        StarterStep.objects.all().delete()
        assert "a déjà une page d’accueil" in load()

    def test_the_site_takes_the_address_of_the_settings(self):
        with self.settings(SITE_URL="https://www.example.com"):
            load()
        site = Site.objects.get(is_default_site=True)
        assert (site.hostname, site.port) == ("www.example.com", 443)


class EmptySite(TestCase):
    def test_steps_are_listed_without_being_run(self):
        out = StringIO()
        call_command("load_starter_site", "--list", stdout=out)
        assert "pages.home" in out.getvalue()
        assert not StarterStep.objects.exists()

    def test_names_of_steps_are_their_own(self):
        registered_steps()
        with pytest.raises(ValueError, match="Two starter steps"):
            steps.register(Step("pages.home", order=1, run=lambda: None))


def test_french_is_typeset_as_it_is_typed():
    assert typeset_french("L'an 2 : « oui ! », 10 000 h, 5 %") == (
        "L’an 2\u00a0: «\u00a0oui\u00a0!\u00a0», 10\u00a0000\u00a0h, 5\u00a0%"
    )
    assert re.search(" ", Text("à 9 h", "at 9").resolve("fr")) is not None
