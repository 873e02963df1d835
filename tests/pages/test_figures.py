"""Figures without trackers: a kept answer counts too, bots and staff do not, nothing of a person is kept."""

import datetime
import io

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect
from wagtail.documents.models import document_served

from cms.conversions import Conversion, converted
from cms.gathering import Gatherer
from cms.models import SiteDocument
from pages.figures import counting, services
from pages.figures.models import DailyFigure, What
from pages.figures.places import page_at
from tests.browser.looking import is_readable
from tests.cms.conftest import page_of, site, staff
from tests.config.pagecache.conftest import store, visitor
from tests.factories.small_site import small_site

__all__ = ["page_of", "site", "staff", "store", "visitor"]  # the fixtures
PERSON = {"user_agent": "Mozilla/5.0 Firefox/140.0", "accept_language": "fr-CA,fr;q=0.9"}
SCREEN = "/admin/figures/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_gathered():
    counting.gatherer.forget()
    yield
    counting.gatherer.forget()


def figures() -> dict[tuple[str, int, str], int]:
    counting.gatherer.write()
    return {(one.what, one.page, one.key): one.number for one in DailyFigure.objects.all()}


@pytest.mark.django_db(transaction=True)
def test_a_kept_answer_counts_as_well_as_one_that_is_made(store, visitor):
    about = small_site().about
    for _time in range(3):
        visitor.get("/a-propos/", referer="https://www.moteur.example/?q=console", **PERSON)
    assert visitor.kept
    etag = visitor.get("/a-propos/", referer="http://localhost/", **PERSON)["ETag"]
    visitor.get("/a-propos/", referer="http://localhost/", if_none_match=etag, **PERSON)
    assert figures() == {
        ("view", about.pk, ""): 5,
        ("entry", about.pk, ""): 3,
        ("referrer", about.pk, "moteur.example"): 3,
        ("country", 0, "CA"): 3,
    }


@pytest.mark.django_db(transaction=True)
def test_machines_what_is_fetched_ahead_and_staff_are_no_visitors(store, visitor, settings):
    small_site()
    for headers in (
        {"user_agent": "Googlebot/2.1"},
        {"user_agent": ""},
        {**PERSON, "sec_purpose": "prefetch"},
        {**PERSON, "cookie": f"{settings.SESSION_COOKIE_NAME}=x"},
    ):
        for _time in range(2):
            visitor.get("/a-propos/", **headers)
    visitor.get("/a-propos/", method="head", **PERSON)
    visitor.get("/nulle-part/", **PERSON)
    assert figures() == {}


def test_no_cookie_is_set_and_nothing_is_kept_that_tells_two_visitors_apart(site, client):
    answer = client.get(
        "/a-propos/",
        headers={
            "user-agent": "Mozilla/5.0 Firefox/140.0",
            "referer": "https://a.example/moi?id=7",
        },
        REMOTE_ADDR="203.0.113.9",
    )
    assert not answer.cookies
    counting.gatherer.write()
    columns = {field.name for field in DailyFigure._meta.get_fields()}
    assert columns == {"id", "day", "what", "page", "language", "key", "number"}
    assert {one.key for one in DailyFigure.objects.all()} == {"", "a.example"}


@pytest.mark.django_db(transaction=True)
def test_a_form_counts_for_the_page_that_is_at_its_address_now(store):
    about = small_site().about
    assert page_at("/a-propos/") == about.pk
    with CaptureQueriesContext(connection) as asked:
        assert page_at("/a-propos/") == about.pk
    assert len(asked) == 0
    about.unpublish()
    assert page_at("/a-propos/") == 0
    about.save_revision().publish()
    assert page_at("/a-propos/") == about.pk


def test_a_database_that_is_away_costs_no_view(site, client, monkeypatch):
    client.get("/a-propos/", headers={"user-agent": "Mozilla/5.0"})

    def away(gathered):
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr(counting.gatherer, "_write", away)
        counting.gatherer.write()
    assert figures()["view", site.about.pk, ""] == 1


def test_views_are_written_by_themselves_after_a_minute(monkeypatch):
    monkeypatch.setattr("cms.gathering.EVERY", datetime.timedelta(seconds=60))
    written: list = []
    with time_machine.travel("2026-11-28 09:00Z", tick=False) as clock:
        gatherer: Gatherer[str] = Gatherer("test", written.append)
        gatherer.add("a", waits=True)
        clock.shift(59)
        gatherer.add("a", waits=True)
        assert written == []
        clock.shift(1)
        gatherer.add("b", waits=True)
        assert written == [{"a": 2, "b": 1}]
    gatherer.forget()


def test_several_processes_add_up_and_made_up_hosts_are_bounded(site):
    day = datetime.date(2026, 11, 28)
    views = {(day, What.VIEW, 3, "fr", ""): 2}
    counting.write(views)
    counting.write(views)
    counting.write({(day, What.REFERRER, 3, "fr", f"h{n}.example"): 1 for n in range(230)})
    assert DailyFigure.objects.get(what="view").number == 4
    assert DailyFigure.objects.filter(what="referrer").count() == counting.MOST_KEYS_A_DAY + 1
    assert DailyFigure.objects.get(what="referrer", key="other").number == 30


def test_what_visitors_come_for_counts_for_the_page_it_happened_on(site):
    converted.send(sender=None, kind=Conversion.ENQUIRY, path="/a-propos/", language="fr")
    converted.send(sender=None, kind=Conversion.SIGN_UP, path="", language="en")
    assert figures() == {
        ("conversion", site.about.pk, "enquiry"): 1,
        ("conversion", 0, "sign_up"): 1,
    }


def test_a_document_that_is_taken_counts_for_the_page_it_was_taken_from(site, rf):
    document = SiteDocument(title="Guide", file="documents/guide.txt")
    person = {"user-agent": "Mozilla/5.0", "referer": "http://testserver/a-propos/?q=1"}
    for headers in (
        person,
        {"user-agent": "Googlebot/2.1"},
        {"user-agent": "Mozilla/5.0", "referer": "https://[a"},
    ):
        request = rf.get("/documents/1/guide.txt", headers=headers)
        document_served.send(sender=SiteDocument, instance=document, request=request)
    assert figures() == {
        ("conversion", site.about.pk, "download"): 1,
        ("conversion", 0, "download"): 1,
    }


def test_figures_go_after_twenty_five_months(site):
    with time_machine.travel(datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC), tick=False):
        for day in (datetime.date(2024, 9, 30), datetime.date(2024, 10, 1)):
            counting.write({(day, What.VIEW, 3, "fr", ""): 1})
        assert services.limit() == datetime.date(2024, 10, 1)
        call_command("prune_figures", verbosity=0)
        assert [str(one.day) for one in DailyFigure.objects.all()] == ["2024-10-01"]


def seen(site) -> None:
    today = timezone.localdate()
    counting.write(
        {
            (today, What.VIEW, site.about.pk, "fr", ""): 41,
            (today, What.ENTRY, site.about.pk, "fr", ""): 12,
            (today, What.REFERRER, site.about.pk, "fr", "moteur.example"): 9,
            (today, What.COUNTRY, 0, "fr", "BE"): 7,
            (today, What.CONVERSION, site.about.pk, "fr", Conversion.ENQUIRY): 2,
            (today, What.VIEW, site.about_en.pk, "en", ""): 5,
            (today, What.VIEW, 99_999, "fr", ""): 1,
        }
    )


def test_the_screen_and_the_file_say_the_same(site, staff, client, django_assert_max_num_queries):
    staff("marketing")
    seen(site)
    client.get(SCREEN)
    with django_assert_max_num_queries(16):
        page = client.get(SCREEN).content.decode()
    for said in (
        "47",
        "moteur.example",
        "BE",
        "Qui sommes-nous",
        "About us",
        "page supprimée 99999",
    ):
        assert said in page, said
    english = client.get(f"{SCREEN}?language=en").content.decode()
    assert "moteur.example" not in english
    answer = client.get("/admin/figures/figures.xlsx")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 8
    assert sum(row[5] for row in rows[1:] if row[1] == "Vues") == 47


def test_who_has_no_pages_sees_no_figures(site, staff, client):
    staff("entretien")
    for path in (SCREEN, "/admin/figures/figures.xlsx"):
        assert client.get(path).status_code in (302, 403)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_figures_are_read_beside_the_editor_and_on_their_screen(site, page_of):
    seen(site)
    screen = page_of(SCREEN)
    is_readable(screen, ".figures")
    screen.get_by_label("Période").select_option("7")
    with screen.expect_navigation():
        screen.get_by_role("button", name="Afficher", exact=True).press("Enter")
    expect(screen.get_by_text("moteur.example")).to_be_visible()
    editor = page_of(f"/admin/pages/{site.about.pk}/edit/")
    editor.get_by_role("button", name="Afficher ou masquer les chiffres").press("Enter")
    panel = editor.locator(".form-side .figures")
    expect(panel.get_by_text("moteur.example")).to_be_visible()
    expect(panel.get_by_text("41", exact=True).first).to_be_visible()
