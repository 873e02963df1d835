"""The calendar: what was published, what will be, what went wrong; and moving a planned page."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import Page, Revision

from careers.models import CareersPage, OfferPage
from newsletter.models import IssuePage, NewsletterPage, Sending
from pages.models import StandardPage
from tests.browser.looking import is_readable
from tests.careers.test_publication import said
from tests.cms.conftest import page_of, site, staff
from tests.factories.small_site import put

__all__ = ["page_of", "site", "staff"]  # the fixtures
NOW = datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC)
CALENDAR = "/admin/calendar/"


@pytest.fixture(autouse=True)
def _moment():
    with time_machine.travel(NOW, tick=False):
        yield


def planned(site, title: str, days: float, *, body=(), expires: float | None = None):
    """A draft that goes out in so many days."""
    page = put(
        site.home, StandardPage(title=title, slug=title.lower(), body=list(body)), live=False
    )
    page.go_live_at = NOW + datetime.timedelta(days=days)
    if expires is not None:
        page.expire_at = NOW + datetime.timedelta(days=expires)
    page.save_revision().publish()
    return Page.objects.get(pk=page.pk)


def moment_of(page) -> datetime.datetime | None:
    return (
        Revision.page_revisions.filter(object_id=str(page.pk), approved_go_live_at__isnull=False)
        .values_list("approved_go_live_at", flat=True)
        .first()
    )


def move(client, page, at: str, **more):
    data = {"source": "pages", "key": page.pk, "at": at, "next": f"{CALENDAR}?month=2026-12"}
    return client.post(reverse("planning_move"), {**data, **more}, follow=True)


def test_a_month_shows_what_was_what_will_be_and_what_ends(site, staff, client):
    staff("marketing")
    planned(site, "Annonce", 5)
    planned(site, "Salon", 40, expires=60)
    Page.objects.filter(pk=site.campaign.pk).update(expire_at=NOW + datetime.timedelta(days=7))
    html = said(client.get(CALENDAR))
    assert "28 novembre" in html or "novembre 2026" in html
    assert "Qui sommes-nous" in html
    assert "10:00 · FR · publiée" in html
    december = said(client.get(f"{CALENDAR}?month=2026-12"))
    assert "10:00 · FR · à publier" in december
    assert "Campagne" in december
    assert "10:00 · FR · retirée" in december
    assert "Salon" not in december
    assert "Salon" in said(client.get(f"{CALENDAR}?month=2027-01"))
    assert "About us" not in said(client.get(f"{CALENDAR}?language=fr"))
    assert "Annonce" not in said(client.get(f"{CALENDAR}?month=2026-12&kind=newsletter"))
    for month in ("nonsense", "0001-01", "9999-12", "2026-13"):
        assert client.get(f"{CALENDAR}?month={month}&kind=x").status_code == 200


def test_a_planned_page_moves_and_goes_out_then(site, staff, client):
    user = staff("marketing")
    page = planned(site, "Annonce", 5)
    assert "Déplacée au 10 décembre 2026" in said(move(client, page, "2026-12-10T08:30"))
    at = datetime.datetime(2026, 12, 10, 7, 30, tzinfo=datetime.UTC)
    assert moment_of(page) == at
    revision = Page.objects.get(pk=page.pk).get_latest_revision()
    assert (revision.as_object().go_live_at, revision.user) == (at, user)
    # By dragging: another day, the same hour.
    move(client, page, "", day="2026-12-12", hour="08:30")
    assert moment_of(page) == at + datetime.timedelta(days=2)
    with time_machine.travel(at + datetime.timedelta(days=1), tick=False):
        call_command("publish_scheduled")
        assert not Page.objects.get(pk=page.pk).live
    with time_machine.travel(at + datetime.timedelta(days=2, seconds=1), tick=False):
        call_command("publish_scheduled")
        assert Page.objects.get(pk=page.pk).live


def test_what_cannot_be_is_refused_with_its_reason(site, staff, client):
    staff("marketing")
    page = planned(site, "Annonce", 5, expires=8)
    at = moment_of(page)
    for wrong, words in (
        ("2026-11-27T10:00", "Choisissez un moment à venir"),
        ("2026-12-20T10:00", "serait retirée avant d’être publiée"),
        ("", "Indiquez un jour et une heure"),
        ("demain", "Indiquez un jour et une heure"),
    ):
        assert words in said(move(client, page, wrong))
    assert moment_of(page) == at
    assert "plus planifiée" in said(move(client, site.about, "2026-12-10T08:30"))
    assert client.post(reverse("planning_move"), {"source": "x"}).status_code in {302, 403}
    staff("redaction")
    move(client, page, "2026-12-02T10:00")
    assert moment_of(page) == at, "only who publishes decides when"


def test_a_date_that_went_wrong_is_told_until_it_is_put_right(site, staff, client):
    user = staff("marketing")
    aim = put(site.home, StandardPage(title="Cible", slug="cible"))
    link = [("text", {"text": f'<p><a linktype="page" id="{aim.pk}">ici</a></p>'})]
    page, missed = planned(site, "Annonce", 1, body=link), planned(site, "Tardive", 1.5)
    Revision.objects.filter(object_id=str(page.pk)).update(user=user)
    aim.unpublish()
    with time_machine.travel(NOW + datetime.timedelta(days=1, minutes=1), tick=False):
        call_command("publish_scheduled")
    with time_machine.travel(NOW + datetime.timedelta(days=1, hours=13), tick=False):
        client.force_login(user)
        html = said(client.get(CALENDAR))
        assert "Ne s’est pas passé comme prévu" in html
        assert "« Cible »" in html, "what keeps it from being published"
        assert "la planification ne tourne pas" in html, "nobody has published the other one"
        assert "« Cible »" in said(client.get(f"{CALENDAR}?month=2027-03")), "whatever is shown"
        aim.save_revision().publish()
        Page.objects.get(pk=page.pk).get_latest_revision().publish()
        call_command("publish_scheduled")
        assert Page.objects.get(pk=missed.pk).live
        assert "Ne s’est pas passé" not in said(client.get(CALENDAR))


def issue_of(site) -> IssuePage:
    """An issue that Mailchimp is to send in six days."""
    letter = put(site.home, NewsletterPage(title="Lettre", slug="newsletter"))
    issue = put(letter, IssuePage(title="Décembre", slug="decembre", subject="x"), live=False)
    Sending.objects.create(
        issue=issue,
        subject="La lettre de décembre",
        language="fr",
        html="",
        text="",
        send_at=NOW + datetime.timedelta(days=6),
        state="scheduled",
    )
    return issue


def test_newsletters_and_offers_stand_beside_the_pages(site, staff, client):
    staff("marketing")
    issue = issue_of(site)
    careers = put(site.home, CareersPage(title="Carrières", slug="carrieres"))
    offer = put(careers, OfferPage(title="Développeuse", slug="dev"), live=False)
    OfferPage.objects.filter(pk=offer.pk).update(live=True, apply_until="2026-12-11")
    html = said(client.get(f"{CALENDAR}?month=2026-12"))
    assert "La lettre de décembre" in html
    assert "FR · lettre à envoyer" in html
    assert "FR · dernier jour pour postuler" in html
    assert "23:59" not in html
    moved = move(
        client, issue, "2026-12-08T09:30", source="newsletter", key=Sending.objects.get().pk
    )
    assert "Déplacée au 8 décembre 2026" in said(moved)
    moved = move(
        client, issue, "2026-12-09T09:30", source="newsletter", key=Sending.objects.get().pk
    )
    assert "d’être confiée à Mailchimp" in said(moved)
    assert f"{Sending.objects.get().send_at:%d %H:%M}" == "08 08:30"
    assert "Développeuse" not in said(client.get(f"{CALENDAR}?month=2026-12&kind=newsletter"))
    assert "La lettre de" not in said(client.get(f"{CALENDAR}?month=2026-12&language=en"))


def test_the_end_of_a_page_moves_and_its_draft_stays_a_draft(site, staff, client):
    staff("marketing")
    Page.objects.filter(pk=site.about.pk).update(expire_at=NOW + datetime.timedelta(days=5))
    page = StandardPage.objects.get(pk=site.about.pk)
    page.title = "Pas encore"
    page.save_revision()
    key = f"expiry-{page.pk}"
    assert "Choisissez un moment à venir" in said(move(client, page, "2026-11-27T10:00", key=key))
    assert "Déplacée au 20 décembre 2026" in said(move(client, page, "2026-12-20T10:00", key=key))
    page = StandardPage.objects.get(pk=page.pk)
    at = datetime.datetime(2026, 12, 20, 9, tzinfo=datetime.UTC)
    assert (page.expire_at, page.title) == (at, "Qui sommes-nous")
    draft = page.get_latest_revision_as_object()
    assert (draft.expire_at, draft.title) == (at, "Pas encore")
    move(client, page, "2026-12-20T10:00", key=f"expiry-{site.home.pk}")
    assert Page.objects.get(pk=site.home.pk).expire_at is None
    with time_machine.travel(at + datetime.timedelta(seconds=1), tick=False):
        call_command("publish_scheduled")
    assert not Page.objects.get(pk=page.pk).live
    staff("redaction")
    assert f"{key}" not in said(client.get(f"{CALENDAR}?month=2026-12"))


def test_hr_moves_the_last_day_of_an_offer_in_both_languages(site, staff, client):
    careers = put(site.home, CareersPage(title="Carrières", slug="carrieres"))
    offer = put(careers, OfferPage(title="Développeuse", slug="dev"), live=False)
    offer.copy_for_translation(site.english, copy_parents=True)
    staff("rh")
    both = OfferPage.objects.filter(translation_key=offer.translation_key)
    both.update(live=True, apply_until="2026-12-11")
    html = said(client.get(f"{CALENDAR}?month=2026-12"))
    assert 'type="date" name="at" value="2026-12-11"' in html
    day = {"source": "careers", "by_day": "1"}
    assert "Déplacée au 18 décembre 2026." in said(move(client, offer, "2026-12-18", **day))
    assert {one.apply_until for one in both} == {datetime.date(2026, 12, 18)}
    assert "un jour à venir" in said(move(client, offer, "2026-11-27", **day))
    both.update(closed_at=NOW)
    assert "plus ouverte" in said(move(client, offer, "2026-12-20", **day))
    both.update(closed_at=None)
    staff("marketing")
    move(client, offer, "2026-12-20", **day)
    assert {one.apply_until for one in both} == {datetime.date(2026, 12, 18)}
    assert "Développeuse" in said(client.get(f"{CALENDAR}?month=2026-12"))
    assert 'type="date" name="at"' not in said(client.get(f"{CALENDAR}?month=2026-12"))


def test_few_queries_however_many_pages(site, staff, client, django_assert_max_num_queries):
    staff("marketing")
    Page.objects.bulk_create(
        Page(
            path=f"{site.home.path}{number:04d}",
            depth=3,
            numchild=0,
            title=f"Page {number}",
            draft_title=f"Page {number}",
            slug=f"page-{number}",
            url_path=f"/accueil/page-{number}/",
            content_type=site.about.content_type,
            locale=site.french,
            live=True,
            last_published_at=NOW - datetime.timedelta(days=number % 900),
        )
        for number in range(5000, 9999)
    )
    client.get(CALENDAR)
    with django_assert_max_num_queries(18):
        assert client.get(CALENDAR).status_code == 200


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_it_is_dragged_or_typed_and_can_be_read_by_all(site, page_of):
    page = planned(site, "Annonce", 5)
    Page.objects.filter(pk=site.about.pk).update(expire_at=NOW + datetime.timedelta(days=5))
    issue_of(site)
    address = f"{CALENDAR}?month=2026-12"
    screen = page_of(address)
    is_readable(screen, ".board")
    entry = screen.locator(f"[data-key='{page.pk}']")
    entry.drag_to(screen.locator("[data-day='2026-12-09']"))
    expect(screen.get_by_text("Déplacée au 9 décembre 2026")).to_be_visible()
    expect(screen.locator("[data-day='2026-12-09']")).to_contain_text("Annonce")
    letter = screen.locator("[data-source='newsletter']")
    screen.wait_for_load_state()  # a drop sends a form, and the new page's script moves the next one
    letter.drag_to(screen.locator("[data-day='2026-12-08']"))
    expect(screen.locator("[data-day='2026-12-08']")).to_contain_text("La lettre de décembre")
    ending = screen.locator(f"[data-key='expiry-{site.about.pk}']")
    screen.wait_for_load_state()
    ending.drag_to(screen.locator("[data-day='2026-12-10']"))
    expect(screen.locator("[data-day='2026-12-10']")).to_contain_text("Qui sommes-nous")
    field = screen.get_by_label("Nouveau moment de « Annonce »")
    field.fill("2026-12-15T14:00")
    field.press("Enter")
    expect(screen.locator("[data-day='2026-12-15']")).to_contain_text("14:00 · FR · à publier")
