"""What is missing or weak on a page is found, and said in words."""

from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail_localize.models import Translation, TranslationSource

from cms.models import SiteImage
from cms.publishing.checks import findings_of
from cms.publishing.checks.text import reading_ease
from pages.models import NewsPage, StandardPage
from tests.cms.held_back import LINK, broken, messages_of, text
from tests.factories.small_site import put

__all__ = ["broken"]  # the fixture


def test_everything_that_is_missing_or_weak_is_said(site, broken):
    words = messages_of(broken)
    assert "« Bientôt »" in words["links"]
    assert "anglais" in words["translation"].lower()
    assert "description" in words["description"]
    assert "réseaux sociaux" in words["social"]
    hard = "Nonobstant l’institutionnalisation organisationnelle " * 60
    bare = SiteImage.objects.create(title="plan.png", file=get_test_image_file())
    body = [
        ("text", {"text": f"<h3>Trop bas</h3><p>{hard}.</p>"}),
        ("image_and_text", {"text": "<p>Ici.</p>", "image": bare, "side": "end", "link": []}),
    ]
    page = put(site.home, StandardPage(title="Lourde", slug="lourde", body=body), live=False)
    words = messages_of(page)
    assert "niveau 2" in words["headings"]
    assert "Raccourcissez" in words["reading"]
    assert "plan.png" in words["alternatives"]
    bare.description = "Un plan de l’étage."
    bare.save()
    assert "alternatives" not in messages_of(StandardPage.objects.get(pk=page.pk))


def test_the_page_s_own_image_and_links_in_blocks_are_looked_at_too(site):
    bare = SiteImage.objects.create(title="plan.png", file=get_test_image_file())
    date = timezone.localdate()
    article = put(site.news, NewsPage(title="Salon", slug="salon", date=date, image=bare))
    assert "plan.png" in messages_of(article)["alternatives"]
    aim = put(site.home, StandardPage(title="But", slug="but"))
    link = [{"label": "Le but", "page": aim, "address": ""}]
    body = [
        ("image_and_text", {"text": "<p>Ici.</p>", "image": None, "side": "end", "link": link}),
        ("text", {"text": '<p><a href="/perdu/">perdu</a> <a href="/a-propos/#rien">là</a></p>'}),
        ("text", {"text": '<p><a linktype="document" id="99">plan</a></p>'}),
    ]
    page = put(site.home, StandardPage(title="P", slug="p", body=body), live=False)
    aim.delete()
    found = findings_of([StandardPage.objects.get(pk=page.pk)])[page.pk]
    said_of_links = [str(one.message) for one in found if one.check.slug == "addresses"]
    assert any("/perdu/" in one for one in said_of_links)
    assert any("#rien" in one for one in said_of_links)
    assert any("« plan »" in str(one.message).replace("\xa0", " ") for one in found)
    assert "supprimée" in messages_of(StandardPage.objects.get(pk=page.pk))["links"]


def test_a_deleted_target_is_named_by_the_words_of_its_link(site):
    body = text(LINK.format(999_999))
    page = put(site.home, StandardPage(title="Vieille", slug="vieille", body=body), live=False)
    assert "« notre page »" in messages_of(page)["links"]


def test_reading_ease_tells_easy_from_hard_and_says_nothing_of_short_texts():
    easy = "Le chat dort. Il fait beau. On va au parc. " * 20
    hard = "La contractualisation intersectorielle des responsabilités administratives " * 30
    assert reading_ease(easy, "fr") > 80
    assert reading_ease(hard, "fr") < 20
    assert reading_ease("Le chat dort.", "fr") is None


def test_what_weighs_too_much_and_what_is_out_of_date_is_said(site):
    heavy = SiteImage(title="Affiche", description="Une affiche.", file=get_test_image_file())
    heavy.width, heavy.height = 1280, 9_000  # as long as a tower of photographs
    heavy.save()
    SiteImage.objects.filter(pk=heavy.pk).update(width=1280, height=9_000)
    body = [
        (
            "image_and_text",
            {
                "text": "<p>Ici.</p>",
                "image": SiteImage.objects.get(pk=heavy.pk),
                "side": "end",
                "link": [],
            },
        )
    ]
    page = put(site.home, StandardPage(title="Lourde", slug="lourde", body=body), live=False)
    assert "Mo" in messages_of(page)["weight"]
    source, _made = TranslationSource.get_or_create_from_instance(site.about)
    Translation.objects.create(source=source, target_locale=site.english)
    site.about.title = "Qui nous sommes"
    site.about.save_revision().publish()
    assert "anglais" in messages_of(StandardPage.objects.get(pk=site.about.pk))["translation"]
