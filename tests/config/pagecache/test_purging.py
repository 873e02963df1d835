"""What goes when something is written, and what stays."""

import datetime

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.freshness.changes import MOST_TAGS, note
from cms.models import AnnouncementBar, MainMenu, SiteImage
from outbox.delivering import drain
from pages.file_care.services import replace_file
from pages.models import NewsPage
from tests.cms.test_renditions import drawing
from tests.factories.small_site import put, translated
from tests.growth.pages import put_articles

HOME, ABOUT, NEWS, LEGAL, ENGLISH = "/", "/a-propos/", "/actualites/", "/mentions-legales/", "/en/"
ARTICLE = "/actualites/console/"
ALL = [HOME, ABOUT, NEWS, ARTICLE, LEGAL, ENGLISH]


@pytest.fixture
def warm(site, visitor):
    """Every page kept; gives the list of those that were dropped since."""
    visitor.keeps(*ALL)
    assert visitor.keeps(*ALL) == ALL

    def dropped() -> list[str]:
        kept = visitor.keeps(*ALL)
        return [path for path in ALL if path not in kept]

    return dropped


def publish(page, **fields) -> None:
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_publishing_drops_the_page_and_what_shows_it(site, visitor, warm):
    publish(site.legal, title="Mentions")
    assert warm() == [LEGAL]
    assert "Mentions" in visitor.get(LEGAL).content.decode()
    # A list shows its articles, and an article's page those beside it.
    publish(site.article, title="Une nouvelle console")
    dropped = warm()
    assert {NEWS, ARTICLE} <= set(dropped)
    assert not {ABOUT, LEGAL, ENGLISH} & set(dropped)
    assert "Une nouvelle console" in visitor.get(NEWS).content.decode()


def test_a_draft_drops_nothing(site, warm):
    site.legal.title = "Un brouillon"
    site.legal.save_revision()
    put(
        site.news,
        NewsPage(title="Bientôt", slug="bientot", date=datetime.date(2026, 1, 1)),
        live=False,
    )
    assert warm() == []


def test_a_replaced_image_drops_the_pages_that_show_it(site, visitor, warm, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = SiteImage.objects.create(title="Vue", file=drawing())
    publish(site.article, image=image)
    drain(only="renditions")
    warm()
    image.refresh_from_db()
    name = image.prepared["files"]["width-480|format-webp"][0]
    assert name in visitor.get(ARTICLE).content.decode()
    replace_file(item=image, file=drawing(), by=None)
    dropped = warm()
    assert ARTICLE in dropped
    assert not {ABOUT, LEGAL, ENGLISH} & set(dropped)
    assert name not in visitor.get(ARTICLE).content.decode()
    drain(only="renditions")
    assert ARTICLE in warm(), "once its sizes are made"
    image.refresh_from_db()
    shown = visitor.get(ARTICLE).content.decode()
    assert image.prepared["files"]["width-480|format-webp"][0] in shown


def test_what_appears_and_disappears_is_seen_at_once(site, visitor, warm):
    put(site.news, NewsPage(title="Tout neuf", slug="neuf", date=datetime.date(2026, 11, 1)))
    assert "Tout neuf" in visitor.get(NEWS).content.decode()
    warm()
    NewsPage.objects.get(pk=site.article.pk).unpublish()
    dropped = warm()
    assert NEWS in dropped
    assert not {ABOUT, LEGAL, ENGLISH} & set(dropped)
    assert visitor.get(ARTICLE).status_code == 404


def test_a_page_that_is_live_from_its_first_row_is_seen_at_once(site, visitor, warm):
    """As an import makes it: there is no draft of it before, and no key either."""
    site.news.refresh_from_db()
    article = NewsPage(title="Importée", slug="importee", date=datetime.date(2026, 1, 1), live=True)
    site.news.add_child(instance=article)
    assert NEWS in warm()
    assert "Importée" in visitor.get(NEWS).content.decode()


def test_a_move_changes_the_addresses_below(site, visitor, warm):
    site.about.refresh_from_db()
    site.news.refresh_from_db()
    site.news.move(site.about, pos="last-child")
    assert visitor.get(ARTICLE).status_code in {301, 404}
    assert visitor.get("/a-propos/actualites/console/").status_code == 200
    assert visitor.get(NEWS).status_code in {301, 404}


def test_a_large_section_that_is_moved_leaves_the_pages_that_do_not_show_it(site, visitor, warm):
    """Seven hundred pages in one statement; the ways to the section stand on every page of its language."""
    site.news.refresh_from_db()
    put_articles(site.news, range(1, 701))
    below = NewsPage.objects.child_of(site.news).exclude(pk=site.article.pk).first().get_url()
    assert visitor.get(below).status_code == 200
    warm()
    site.about.refresh_from_db()
    site.news.move(site.about, pos="last-child")
    dropped = warm()
    assert {NEWS, ARTICLE} <= set(dropped)
    assert ENGLISH not in dropped
    assert visitor.get(below).status_code in {301, 404}
    assert visitor.get(f"/a-propos{below}").status_code == 200


def test_a_translation_appears_in_the_switch_of_its_original_alone(site, visitor, warm):
    translated(site.legal, site.home_en, "Legal notice", slug="legal")
    dropped = warm()
    assert LEGAL in dropped
    assert not {ABOUT, ARTICLE} & set(dropped)
    assert 'href="/en/legal/"' in visitor.get(LEGAL).content.decode()


def test_a_menu_touches_the_pages_of_its_language(site, visitor, warm):
    def menu(locale, label):
        part = MainMenu.objects.filter(locale=locale).first() or MainMenu(locale=locale)
        part.entries = [
            ("entry", {"label": label, "address": "https://example.com/", "children": []})
        ]
        part.live = True
        part.save()

    menu(site.french, "Premier menu")
    dropped = warm()
    assert dropped == [path for path in ALL if path != ENGLISH]
    menu(site.english, "First menu")
    assert warm() == [ENGLISH]
    assert "First menu" in visitor.get(ENGLISH).content.decode()


def test_an_announcement_ends_on_its_minute_and_a_day_at_midnight(site, visitor, warm):
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        ends = now + datetime.timedelta(minutes=7)
        AnnouncementBar.objects.create(
            locale=site.french, live=True, text="Jusqu’à tout à l’heure", expire_at=ends
        )
        assert "tout à l’heure" in visitor.get(LEGAL).content.decode()
        assert visitor.keeps(LEGAL) == [LEGAL]
        clock.move_to(ends + datetime.timedelta(seconds=1))
        assert "tout à l’heure" not in visitor.get(LEGAL).content.decode()
        visitor.keeps(ENGLISH)
        assert visitor.keeps(ENGLISH) == [ENGLISH]
        clock.move_to(ends + datetime.timedelta(days=1))
        assert visitor.keeps(ENGLISH) == []


def test_what_is_written_without_a_model_s_save_counts_as_well(site, visitor, warm):
    NewsPage.objects.filter(pk=site.article.pk).update(summary="Sans signal")
    assert "Sans signal" in visitor.get(NEWS).content.decode()
    warm()
    PageViewRestriction.objects.create(page=site.about, restriction_type="login")
    assert visitor.get(ABOUT).status_code == 302
    site.category.name = "Rebaptisée"
    site.category.save()
    assert "Rebaptisée" in visitor.get(ARTICLE).content.decode()


def test_a_write_of_its_own_is_not_taken_for_one_of_the_next_transaction(site, warm):
    legal = site.legal.specific_class.objects.filter(pk=site.legal.pk)
    legal.update(search_description="Une")
    assert LEGAL in warm()
    with transaction.atomic():
        legal.update(search_description="Autre")
    assert LEGAL in warm()


def test_however_much_changes_at_once_what_shows_none_of_it_stays(site, visitor, warm):
    with transaction.atomic():
        note({f"pages_author#{number}" for number in range(100, 100 + 3 * MOST_TAGS)})
        publish(site.legal, title="Mentions")
    assert warm() == [LEGAL]
    assert "Mentions" in visitor.get(LEGAL).content.decode()


def test_a_write_that_is_undone_drops_nothing(site, visitor, warm):
    ContentType.objects.clear_cache()
    with transaction.atomic():
        publish(site.legal, title="Jamais")
        transaction.set_rollback(True)
    assert warm() == []
    publish(site.legal, title="Pour de bon")
    assert "Pour de bon" in visitor.get(LEGAL).content.decode()
