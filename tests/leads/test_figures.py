"""Where leads come from: only with agreement, bounded; figures without people, as charts and tables."""

import json

import pytest
from django.test import Client

from intake import origin
from leads.figures import mondays
from leads.models import DailyCount, Enquiry
from leads.services.counting import MAX_CAMPAIGNS_A_DAY, count

pytestmark = pytest.mark.django_db
SENT = {
    "first": {"utm_campaign": "Salon 2026", "referrer": "WWW.Example.com", "landing": "/a/?x=1"},
    "last": {"utm_source": "linkedin", "other": "x", "landing": "//evil"},
}


@pytest.fixture
def agreed(monkeypatch):
    monkeypatch.setattr(origin, "accepted_purposes", lambda request: frozenset({"performance"}))


def test_without_agreement_nothing_of_it_is_kept(write):
    write(origin=json.dumps(SENT))
    enquiry = Enquiry.objects.get()
    assert (enquiry.origin, enquiry.campaign) == ({}, "")
    assert DailyCount.objects.get().campaign == ""


def test_with_agreement_what_is_kept_is_cleaned_and_counted(write, agreed):
    write(origin=json.dumps(SENT))
    enquiry = Enquiry.objects.get()
    assert enquiry.origin == {
        "first": {"utm_campaign": "salon-2026", "referrer": "www.example.com", "landing": "/a/"},
        "last": {"utm_source": "linkedin"},
    }
    assert DailyCount.objects.get().campaign == "salon-2026"


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "x",
        "[]",
        "null",
        "1",
        '{"first": []}',
        '{"first": {"utm_campaign": 3}}',
        "[" * 1900,
        '{"last": {"utm_campaign": "' + "a" * 1900 + '"}}',
        "x" * 100_000,
    ],
)
def test_nothing_that_is_sent_breaks_a_form(write, agreed, sent):
    assert write(origin=sent).status_code == 303
    assert len(Enquiry.objects.get().campaign) <= 60


def test_an_address_in_a_link_names_nobody():
    assert "@" not in origin.name_in("Anais@entreprise.example")


def test_made_up_campaigns_do_not_fill_the_table():
    for number in range(MAX_CAMPAIGNS_A_DAY + 20):
        count(kind="enquiry", thing="f", language="fr", campaign=f"c{number}")
    assert DailyCount.objects.count() == MAX_CAMPAIGNS_A_DAY + 1
    assert DailyCount.objects.get(campaign="other").number == 20


def test_the_dashboard_shows_charts_and_the_same_as_tables(staff, write, form, agreed):
    write(origin=json.dumps(SENT))
    count(kind="view", thing="r", language="fr", number=10)
    count(kind="request", thing="r", language="fr", number=3)
    html = staff.get("/admin/leads/figures/?weeks=4").content.decode()
    assert html.count('role="img"') == 2
    assert "salon-2026" in html
    assert "Contact" in html
    assert "30 %" in html
    assert html.count("<rect") == 8
    assert mondays(4)[-1].weekday() == 0


@pytest.mark.parametrize("weeks", ["", "0", "-1", "x", "99999"])
def test_odd_periods_are_the_usual_one(staff, weeks):
    assert staff.get(f"/admin/leads/figures/?weeks={weeks}").status_code == 200


def test_the_dashboard_is_for_marketing(marketer):
    client = Client()
    client.force_login(marketer("rh@dimelo.example", "rh"))
    assert client.get("/admin/leads/figures/").status_code != 200
