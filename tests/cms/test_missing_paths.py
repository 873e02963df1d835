"""The addresses that visitors ask for in vain, and how marketing redirects them in one click."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from accounts.apply import apply_roles
from accounts.models import User
from accounts.services import set_roles
from cms.missing_paths import recording
from cms.missing_paths.suggesting import suggest
from cms.missing_paths.worth import is_worth_a_line
from cms.models import MissingPath
from pages.models import StandardPage
from tests.factories.small_site import put

LIST = "/admin/missing-paths/"


@pytest.fixture(autouse=True)
def _full_allowance(monkeypatch):
    monkeypatch.setattr(recording, "allowance", recording.Allowance(10_000))
    monkeypatch.setattr(recording, "room", recording.Room())


@pytest.fixture
def marketing(site) -> Client:
    return staff("marketing")


def staff(role: str) -> Client:
    apply_roles()
    user = User.objects.create_user(f"{role}@example.com", "four unrelated words here")
    set_roles(by=None, user=user, roles=[role])
    client = Client()
    client.force_login(user)
    return client


def ask(*paths: str, **headers: str) -> None:
    for path in paths:
        assert Client().get(path, **headers).status_code == 404


def test_the_path_and_how_often_are_kept_and_nothing_about_the_visitor(site):
    ask(
        "/ancienne-page/?email=jeanne@example.org",
        "/ancienne-page/",
        HTTP_REFERER="https://example.org/?who=jeanne",
        HTTP_USER_AGENT="ZZPII7f3",
        REMOTE_ADDR="203.0.113.9",
    )
    (row,) = MissingPath.objects.values()
    row.pop("id")
    today = datetime.date.today()
    assert row == {
        "path": "/ancienne-page",
        "count": 2,
        "first_day": today,
        "last_day": today,
        "ignored": False,
    }


def test_the_days_are_those_of_paris(site):
    with time_machine.travel("2026-11-01T22:30:00Z", tick=False):
        ask("/x/")
    with time_machine.travel("2026-11-01T23:30:00Z", tick=False):
        ask("/x/")
    row = MissingPath.objects.get()
    assert (row.first_day, row.last_day) == (datetime.date(2026, 11, 1), datetime.date(2026, 11, 2))


def test_what_is_found_or_redirected_is_not_missing(site, client):
    Redirect.add_redirect("/vieux", site.about)
    client.get("/a-propos/")
    client.get("/vieux/")
    assert not MissingPath.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/wp-login.php", "/wp-admin/", "/.env", "/.git/config", "/index.php", "/vendor/phpunit/x",
        "/cgi-bin/luci", "/backup.sql", "/old.zip", "/favicon.ico", "/apple-touch-icon-120x120.png",
        "/.well-known/traffic-advice", "/jeanne.durand@example.org", "/u/0612345678",
        "/3f2a91c4-1c1e-4a53-9d1e-2f6a6a4c9c11/", "/confirmer/Zk3vQ8xW1nPq7LtR/",
        "/t/eyJhbGciOiJIUzI1NiJ9", "/a:b:c", "/" + "x" * 300, "/a\u202eb", "/a\nb",
        "/d41d8cd98f00b204e9800998ecf8427e",
    ],
)  # fmt: skip
def test_scanners_tokens_and_what_may_name_somebody_leave_no_line(path):
    assert not is_worth_a_line(path)


@pytest.mark.parametrize(
    "path",
    [
        "/produits/dimelo-digital-communities/", "/actualites/nous-ouvrons-un-bureau-a-lyon-2026/",
        "/fr/societe.html", "/Clients/LesMutuelles", "/brochure_dimelo_2014.pdf", "/équipe/",
        "/internationalisation2013/", "/LesMutuellesDeFrance/", "/Presse/Communiques2013/", "/",
    ],
)  # fmt: skip
def test_addresses_of_an_older_site_do(path):
    assert is_worth_a_line(path)


def test_addresses_that_other_views_refuse_are_nobodys_business(site, client):
    for path in ("/video/forged-token/", "/admin/nothing/", "/documents/9/x.pdf", "/media/x.jpg"):
        client.get(path)
    assert not MissingPath.objects.exists()


def test_a_flood_of_addresses_fills_neither_the_table_nor_the_time(site, monkeypatch):
    monkeypatch.setattr(recording, "MAX_ROWS", 20)
    ask("/souvent/", "/souvent/", "/souvent/")
    for number in range(60):
        recording.record(f"/inventee-{number}")
    assert MissingPath.objects.count() <= 20
    assert MissingPath.objects.filter(path="/souvent").exists()
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        monkeypatch.setattr(recording, "allowance", recording.Allowance(5))
        MissingPath.objects.all().delete()
        for number in range(60):
            recording.record(f"/autre-{number}")
        assert MissingPath.objects.count() == 5


def test_a_table_of_ignored_addresses_still_takes_new_ones(db, monkeypatch):
    monkeypatch.setattr(recording, "MAX_ROWS", 3)
    for number in range(3):
        recording.record(f"/bruit-{number}")
    MissingPath.objects.update(ignored=True)
    recording.record("/nouvelle")
    assert MissingPath.objects.filter(path="/nouvelle").exists()


def test_the_page_stands_when_the_line_cannot_be_written(site, monkeypatch):
    def fail(path):
        raise DatabaseError("disk full")

    monkeypatch.setattr("cms.missing_paths.middleware.record", fail)
    ask("/x/")


def test_what_nobody_asks_for_any_more_is_forgotten(site):
    with time_machine.travel("2026-01-01T12:00:00Z", tick=False):
        ask("/vieux/")
    with time_machine.travel("2026-11-01T12:00:00Z", tick=False):
        ask("/recent/")
        call_command("prune_missing_paths", verbosity=0)
    assert [row.path for row in MissingPath.objects.all()] == ["/recent"]


def test_marketing_redirects_with_one_click(site, marketing, client):
    ask("/a-propo/", "/a-propo/")
    screen = marketing.get(LIST)
    assert screen.status_code == 200
    assert "/a-propo" in screen.content.decode()
    assert "Qui sommes-nous" in screen.content.decode()
    (row, suggestion) = screen.context["rows"][0]
    answer = marketing.post(f"{LIST}{row.pk}/suggested/", {"page": suggestion.pk}, follow=True)
    assert "/a-propo" in answer.content.decode()
    assert client.get("/a-propo/").headers["Location"] == "/a-propos/"
    assert not MissingPath.objects.exists()


def test_marketing_chooses_another_target(site, marketing, client):
    ask("/x/", "/y/")
    x, y = MissingPath.objects.order_by("path")
    assert marketing.get(f"{LIST}{x.pk}/").status_code == 200
    answer = marketing.post(f"{LIST}{x.pk}/", {"page": site.news.pk, "link": ""})
    assert answer.headers.get("Location") == LIST, answer.context["form"].errors
    marketing.post(f"{LIST}{y.pk}/", {"page": "", "link": "https://example.org/y"})
    assert client.get("/x/").headers["Location"] == "/actualites/"
    assert client.get("/y/").headers["Location"] == "https://example.org/y"


@pytest.mark.parametrize(
    "entered",
    [
        {"page": "", "link": ""},
        {"page": "", "link": "javascript:alert(1)"},
        {"page": "", "link": "//example.org"},
        {"page": "", "link": "/x"},
        {"page": "", "link": "http://localhost:8000/x/"},
        {"page": "99999", "link": ""},
        {"page": "abc", "link": ""},
        {"page": "", "link": "https://" + "x" * 300},
        {"page": "", "link": "https://[::"},
        {"page": "1", "link": "x"},
    ],
)
def test_a_target_that_cannot_be_is_refused_with_a_reason(site, marketing, entered):
    ask("/x/")
    row = MissingPath.objects.get()
    answer = marketing.post(f"{LIST}{row.pk}/", entered)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Redirect.objects.exists()


def test_a_suggestion_that_is_gone_meanwhile_is_not_followed(site, marketing):
    ask("/a-propo/")
    row = MissingPath.objects.get()
    for page in ("99999", "", "x", "9" * 30):
        answer = marketing.post(f"{LIST}{row.pk}/suggested/", {"page": page})
        assert answer.headers["Location"] == f"{LIST}{row.pk}/"
    assert not Redirect.objects.exists()


def test_ignored_addresses_are_out_of_sight_until_taken_back(site, marketing):
    ask("/x/")
    row = MissingPath.objects.get()
    marketing.post(f"{LIST}{row.pk}/ignore/")
    ask("/x/")
    assert marketing.get(LIST).context["rows"] == []
    assert [one.path for one, _none in marketing.get(f"{LIST}?ignored=1").context["rows"]] == ["/x"]
    marketing.post(f"{LIST}{row.pk}/take-back/")
    assert [one.count for one, _page in marketing.get(LIST).context["rows"]] == [2]
    marketing.post(f"{LIST}{row.pk}/forget/")
    assert not MissingPath.objects.exists()


def test_a_line_goes_when_the_address_leads_somewhere(site):
    ask("/bientot/", "/vieux/")
    put(site.home, StandardPage(title="Bientôt", slug="bientot"))
    Redirect.add_redirect("/vieux", site.about)
    assert not MissingPath.objects.exists()


@pytest.mark.parametrize("role", ["redaction", "rh", "entretien", "dpo"])
def test_other_roles_see_nothing_and_cannot_tell_what_is_there(site, role):
    ask("/x/")
    row = MissingPath.objects.get()
    client = staff(role)
    for path in (LIST, f"{LIST}{row.pk}/", f"{LIST}{row.pk + 1_000_000}/"):
        assert client.get(path).headers.get("Location") in (
            "/admin/",
            "/admin/second-factor/set-up/",
        ) or (client.get(path).status_code == 403)
    here = client.post(f"{LIST}{row.pk}/ignore/")
    nowhere = client.post(f"{LIST}{row.pk + 1_000_000}/ignore/")
    assert (here.status_code, here.headers.get("Location")) == (
        nowhere.status_code,
        nowhere.headers.get("Location"),
    )
    assert not MissingPath.objects.get().ignored


def test_nothing_is_changed_by_a_link(site, marketing):
    ask("/x/")
    row = MissingPath.objects.get()
    for act in ("ignore", "take-back", "forget", "suggested"):
        assert marketing.get(f"{LIST}{row.pk}/{act}/").status_code == 405
    assert marketing.post(f"{LIST}999999/forget/").status_code == 404


def test_the_page_that_was_meant_is_offered(site):
    put(site.about, StandardPage(title="Équipe", slug="equipe"))
    private = put(site.home, StandardPage(title="Privé", slug="prive"))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    found = suggest(
        [
            "/A-propos.html",
            "/en/abuot",
            "/societe/equipes",
            "/actualites/disparu",
            "/prive1",
            "/zzz",
            "/",
        ]
    )
    assert {path: page.title for path, page in found.items()} == {
        "/A-propos.html": "Qui sommes-nous",
        "/en/abuot": "About us",
        "/societe/equipes": "Équipe",
        "/actualites/disparu": "Actualités",
    }


def test_a_long_list_is_paged_and_asks_little(site, marketing, django_assert_max_num_queries):
    for number in range(60):
        recording.record(f"/vieille-page-{number}")
    marketing.get(LIST)
    with django_assert_max_num_queries(40):
        assert len(marketing.get(LIST, {"p": "2"}).context["rows"]) == 25
    for odd in ("0", "x", "-1", "9" * 5000):
        assert marketing.get(LIST, {"p": odd}).status_code == 200
