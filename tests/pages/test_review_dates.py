"""Each published page has an owner and a day on which somebody looks at it again."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import Page, PageLogEntry

from accounts.models import User
from outbox.delivering import drain
from pages.models import StandardPage
from pages.review_dates.models import ReviewDate
from tests.browser.looking import is_readable
from tests.careers.test_publication import said
from tests.cms.conftest import page_of, site, staff
from tests.factories.small_site import put
from tests.growth.bulk import analyse

__all__ = ["page_of", "site", "staff"]  # the fixtures
LIST = "/admin/review-dates/"
DAY = datetime.date(2026, 11, 28)


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel(datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC), tick=False):
        yield


def date_of(page) -> datetime.date:
    return ReviewDate.objects.get(page=page).due


def test_publishing_gives_a_day_and_moves_it(site):
    page = put(site.home, StandardPage(title="Annonce", slug="annonce"))
    assert date_of(page) == datetime.date(2027, 11, 28)
    ReviewDate.objects.filter(page=page).update(due=DAY, months=3, reminded_on=DAY)
    with time_machine.travel("2026-11-30T12:00:00Z", tick=False):
        page.save_revision().publish()
    row = ReviewDate.objects.get(page=page)
    assert (row.due, row.reminded_on) == (datetime.date(2027, 2, 28), None)
    draft = put(site.home, StandardPage(title="Brouillon", slug="brouillon"), live=False)
    assert not ReviewDate.objects.filter(page=draft).exists()


def test_pages_from_before_get_theirs_from_their_last_publication(site):
    ReviewDate.objects.all().delete()
    Page.objects.filter(pk=site.about.pk).update(
        last_published_at=datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.UTC)
    )
    call_command("remind_owners", verbosity=0)
    assert date_of(site.about) == datetime.date(2025, 2, 28)
    assert ReviewDate.objects.count() == Page.objects.filter(live=True, depth__gt=1).count()


def test_the_owner_is_reminded_once_and_again_a_month_later(site, staff):
    owner = staff("marketing")
    Page.objects.filter(pk__in=[site.about.pk, site.legal.pk]).update(owner=owner)
    ReviewDate.objects.filter(page=site.about).update(due=DAY + datetime.timedelta(days=13))
    ReviewDate.objects.filter(page=site.news).update(due=DAY)  # nobody's
    for _day in range(3):
        call_command("remind_owners", verbosity=0)
        drain()
    (message,) = mail.outbox
    assert message.to == [owner.email]
    assert message.subject == "1 page à relire"
    assert "Qui sommes-nous (FR), 11 décembre 2026" in message.body
    assert f"/admin/pages/{site.about.pk}/edit/" in message.body
    with time_machine.travel("2026-12-29T09:00:00Z", tick=False):
        call_command("remind_owners", verbosity=0)
        drain()
    assert len(mail.outbox) == 2
    with time_machine.travel("2027-01-30T09:00:00Z", tick=False):
        call_command("remind_owners", verbosity=0)
        site.about.save_revision().publish()
        drain()
    assert len(mail.outbox) == 2, "looked at before the mail left: there is nothing to say"


def test_still_right_is_one_click_and_stands_in_the_history(site, staff, client):
    user = staff("marketing")
    ReviewDate.objects.filter(page=site.about).update(due=DAY)
    html = said(client.get(f"{LIST}?when=late"))
    assert "Qui sommes-nous" in html
    assert "Mentions légales" not in html
    answer = client.post(
        reverse("looked_at", args=[site.about.pk]), {"next": f"{LIST}?when=late"}, follow=True
    )
    assert answer.redirect_chain[-1][0] == f"{LIST}?when=late"
    assert "« Qui sommes-nous » est toujours juste. Elle reviendra le 28 novembre 2027." in said(
        answer
    )
    entry = PageLogEntry.objects.get(action="pages.review.looked_at")
    assert (entry.page_id, entry.user) == (site.about.pk, user)
    away = client.post(
        reverse("looked_at", args=[site.about.pk]), {"next": "https://evil.example/"}
    )
    assert away["Location"] == LIST


def test_date_interval_and_owner_are_changed(site, staff, client):
    user = staff("marketing")
    address = reverse("review_date", args=[site.about.pk])
    wrong = said(client.post(address, {"due": "2026-11-27", "months": "0", "owner": "999"}))
    assert "aujourd’hui ou un jour à venir" in wrong
    client.post(address, {"due": "2027-03-01", "months": "6", "owner": user.pk})
    row = ReviewDate.objects.get(page=site.about)
    assert (row.due, row.months, row.page.owner) == (datetime.date(2027, 3, 1), 6, user)
    assert "Qui sommes-nous" in said(client.get(f"{LIST}?whose=mine"))
    assert "Qui sommes-nous" not in said(client.get(f"{LIST}?whose=none"))
    assert "About us" not in said(client.get(f"{LIST}?language=fr"))
    editor = said(client.get(reverse("wagtailadmin_pages:edit", args=[site.about.pk])))
    assert "À relire le 1er mars 2027" in editor or "À relire le 1 mars 2027" in editor


def test_who_may_not_change_a_page_learns_nothing_of_its_date(site, staff, client):
    staff("redaction")
    assert "Mentions légales" not in said(client.get(LIST)), "legal pages are Marketing's"
    for pk in (site.legal.pk, 99_999):
        assert client.get(reverse("review_date", args=[pk])).status_code == 404
        assert client.post(reverse("looked_at", args=[pk])).status_code == 404
    staff("dpo")
    assert client.post(reverse("looked_at", args=[site.legal.pk])).status_code in {302, 403, 404}
    assert date_of(site.legal) == datetime.date(2027, 11, 28)


def test_ten_thousand_pages_are_paged_with_few_queries(
    site, staff, client, django_assert_max_num_queries
):
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
        )
        for number in range(5000, 9999)
    )
    analyse()
    call_command("remind_owners", verbosity=0)
    client.get(LIST)
    with django_assert_max_num_queries(15):
        html = said(client.get(LIST))
    assert html.count("board__title") == 25
    assert User.objects.count() == 1


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_report_is_worked_by_keyboard_and_can_be_read_by_all(site, page_of):
    ReviewDate.objects.filter(page=site.about).update(due=DAY)
    ReviewDate.objects.filter(page=site.legal).update(due=DAY + datetime.timedelta(days=5))
    screen = page_of(LIST)
    is_readable(screen, ".board")
    screen.get_by_role("button", name="Toujours juste Qui sommes-nous").focus()
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("est toujours juste. Elle reviendra")).to_be_visible()
    screen.get_by_role("link", name="Modifier… Mentions légales").press("Enter")
    screen.get_by_label("Puis tous les … mois").fill("6")
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("La date de relecture a été enregistrée.")).to_be_visible()
