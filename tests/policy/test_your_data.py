"""« Vos données »: a person proves their address, sees, corrects, takes and erases what is held."""

import contextlib
import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as project
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from outbox.models import Delivery
from pages.models import HomePage
from policy.models import YourDataPage
from privacy.rights.models import Event, Restriction, State, SubjectRequest
from tests.privacy.conftest import BOTH, Candidate, empty_ledger, empty_store, paris, plant
from tests.privacy.rehearsal_app.models import Exchange, Signup

pytestmark = pytest.mark.django_db(transaction=True, databases=BOTH)
NOW = paris("2026-11-23 10:00")
MARK = "zzpii0x"
ADDRESS = f"{MARK}@example.com"


@pytest.fixture(autouse=True)
def _clock(settings):
    settings.FORM_POSTS_PER_MINUTE = 0
    settings.HUMAN_CHECK_MIN_SECONDS = 0
    with time_machine.travel(NOW, tick=False) as traveller:
        empty_ledger()
        yield traveller
        empty_store()


@pytest.fixture
def clock(_clock):
    return _clock


@pytest.fixture
def page():
    home = HomePage(title="Accueil", slug="home", locale=Locale.get_default())
    root = Page.get_first_root_node()
    for old in root.get_children():
        old.delete()
    root = Page.get_first_root_node()
    root.add_child(instance=home)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=8000, root_page=home, is_default_site=True)
    page = YourDataPage(title="Vos données", slug="vos-donnees", locale=Locale.get_default())
    home.add_child(instance=page)
    return page


def ask(client: Client, page: YourDataPage, address: str = ADDRESS):
    token = client.get("/form-token/?form=your-data").json()["token"]
    return client.post(page.url, {"email": address, "form_token": token})


def deliver() -> None:
    call_command("worker", once=True)


def mailed_link() -> str:
    message = mail.outbox[-1]
    return re.search(r"/dossier/lien/[\w-]+/", message.body).group()


def enter(client: Client, page: YourDataPage, address: str = ADDRESS) -> None:
    ask(client, page, address)
    deliver()
    assert client.post(mailed_link()).status_code == 303


def key_of(html: str, heading: str) -> str:
    section = html.split(f">{heading}<", 1)[1]
    return re.search(r'name="record" value="([^"]+)"', section).group(1)


def test_the_way_from_the_form_to_everything_held(client, page):
    plant(0)
    assert "<title>Erreur – Vos données" in ask(client, page, "nobody").content.decode()
    received = ask(client, page)
    assert received.status_code == 303
    assert received["Location"] == "/vos-donnees/confirmation/"
    told = client.get(received["Location"])
    assert told.status_code == 200
    assert '<meta name="robots" content="noindex">' in told.content.decode()
    deliver()
    assert [message.to for message in mail.outbox] == [[ADDRESS]]

    link = mailed_link()
    for _scan in range(3):  # mail scanners open links
        assert client.get(link).status_code == 200
    assert client.get("/dossier/").status_code == 403

    entered = client.post(link)
    assert (entered.status_code, entered["Location"]) == (303, "/dossier/")
    cookie = entered.cookies["visit"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    happened = list(Event.objects.values_list("action", flat=True))
    html = client.get("/dossier/").content.decode()
    # Nor does looking at the page change anything: the link's button has already answered.
    assert list(Event.objects.values_list("action", flat=True)) == happened
    assert SubjectRequest.objects.get().state == State.ANSWERED
    assert f"{MARK.upper().replace('X', 'x')} message" in html
    assert "12 novembre 2026" in html  # 12 May + 6 months
    assert "notre dernier échange" in html
    assert client.post(link).status_code == 410
    assert client.get(link).status_code == 410


def test_known_and_unknown_addresses_get_the_same_answer_and_a_mail(client, page):
    plant(0)
    known, unknown = ask(client, page), ask(client, page, "nobody@example.com")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.content == unknown.content
    deliver()
    first, second = mail.outbox
    assert first.subject == second.subject
    strip = lambda message: re.sub(r"/dossier/lien/[\w-]+/", "", message.body)  # noqa: E731
    assert strip(first) == strip(second)


def test_an_unknown_person_sees_that_nothing_is_held(client, page):
    enter(client, page, "nobody@example.com")
    html = client.get("/dossier/").content.decode()
    assert 'name="record"' not in html


def test_a_link_lasts_an_hour_and_a_visit_half_an_hour(client, page, clock):
    plant(0)
    ask(client, page)
    deliver()
    link = mailed_link()
    clock.shift(timedelta(minutes=61))
    assert client.post(link).status_code == 410
    enter(client, page)
    clock.shift(timedelta(minutes=31))
    assert client.get("/dossier/").status_code == 403


def test_only_the_newest_link_of_a_request_works_and_tokens_are_not_stored(client, page):
    ask(client, page)
    deliver()
    token = mailed_link().split("/")[-2]
    for delivery in Delivery.objects.all():
        assert token not in json.dumps(delivery.payload)
    dump = json.dumps(list(SubjectRequest.objects.values()), default=str)
    assert token not in dump


def test_leaving_closes_the_visit(client, page):
    enter(client, page)
    assert client.post("/dossier/quitter/").status_code == 200
    assert client.get("/dossier/").status_code == 403


def test_another_sites_page_cannot_act(client, page):
    plant(0)
    enter(client, page)
    response = client.post(
        "/dossier/", {"action": "erase"}, headers={"origin": "https://evil.example"}
    )
    assert response.status_code == 403
    assert Candidate.objects.filter(erasure_marked_at__isnull=True).exists()


def test_private_pages_are_never_stored_or_indexed(client, page):
    enter(client, page)
    for path in ("/dossier/", "/dossier/donnees.zip", "/dossier/lien/unknown/"):
        response = client.get(path)
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        response.close()
    with contextlib.closing(client.post("/dossier/donnees.zip")) as response:
        assert "no-store" in response["Cache-Control"]


def test_a_correction_is_stored_and_a_wrong_one_explained(client, page):
    candidate = plant(0)
    enter(client, page)
    key = key_of(client.get("/dossier/").content.decode(), "Candidatures")
    form = client.post("/dossier/", {"action": "ask-correct", "record": key})
    assert candidate.name in form.content.decode()
    wrong = client.post("/dossier/", {"action": "correct", "record": key, "name": ""})
    assert wrong.status_code == 422
    client.post(
        "/dossier/",
        {"action": "correct", "record": key, "name": "Anaïs Lecœur", "message": "forged"},
    )
    candidate.refresh_from_db()
    assert candidate.name == "Anaïs Lecœur"
    assert candidate.message == "ZZPII0x message"


def test_erasing_everything_is_asked_twice_done_certified_and_mailed(client, page):
    plant(0)
    plant(1)
    Signup.objects.create(email=ADDRESS, at_processor=True)
    enter(client, page)
    asked = client.post("/dossier/", {"action": "ask-erase"})
    assert Candidate.objects.filter(erasure_marked_at__isnull=True).count() == 2
    assert "Candidatures" in asked.content.decode()

    done = client.post("/dossier/", {"action": "erase"})
    certificate = done["Location"]
    assert client.get(certificate).status_code == 200
    for _round in range(6):
        call_command("finish_erasures")
        deliver()
    assert not Candidate.objects.filter(email=ADDRESS).exists()
    assert not Exchange.objects.filter(candidate__email=ADDRESS).exists()
    assert Candidate.objects.count() == 1
    html = client.get(certificate).content.decode()
    assert "Candidatures" in html
    assert MARK not in html.lower()

    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        deliver()
    # The finished certificate says where each thing lay: files, and the company that had a copy.
    lines = {line.split(" (")[0]: line for line in mail.outbox[-1].body.splitlines()}
    assert "vos fichiers" in lines["- Candidatures"]
    assert "Post Inc." in lines["- Inscriptions"]
    assert "Post Inc. : effacé" in client.get(certificate).content.decode().replace("\xa0", " ")
    # The request itself stays, as proof that it was answered.
    assert SubjectRequest.objects.get().state == State.ANSWERED


def test_one_record_can_be_erased_alone_and_one_in_dispute_is_kept_with_the_reason(client, page):
    plant(0, in_dispute=True)
    enter(client, page)
    html = client.get("/dossier/").content.decode()
    assert "un litige est en cours" in html
    done = client.post("/dossier/", {"action": "erase"})
    call_command("finish_erasures")
    assert Candidate.objects.filter(erasure_marked_at__isnull=True).count() == 1
    assert "un litige est en cours" in client.get(done["Location"]).content.decode()


def test_objecting_reaches_the_dpo_and_restricting_is_shown(client, page):
    plant(0)
    enter(client, page)
    key = key_of(client.get("/dossier/").content.decode(), "Candidatures")
    client.post("/dossier/", {"action": "restrict", "record": key})
    client.post("/dossier/", {"action": "restrict", "record": key})
    assert Restriction.objects.count() == 1
    client.post("/dossier/", {"action": "lift", "record": key})
    assert not Restriction.objects.exists()
    asked = client.post("/dossier/", {"action": "ask-object", "record": key})
    assert 'name="words"' in asked.content.decode()
    client.post("/dossier/", {"action": "object", "record": key, "words": "Plus d’e-mail"})
    request = SubjectRequest.objects.get()
    assert "Plus d’e-mail" in request.words
    assert (request.state, request.kind) == (State.OPEN, "objection")
    assert "objected" in set(Event.objects.values_list("action", flat=True))


def test_nobody_acts_on_anothers_record(client, page):
    plant(0)
    other = plant(1)
    enter(client, page)
    key = f"rehearsal.candidate:{other.uuid}"
    client.post("/dossier/", {"action": "erase", "record": key})
    client.post("/dossier/", {"action": "correct", "record": key, "name": "Stolen"})
    other.refresh_from_db()
    assert other.name != "Stolen"
    assert other.erasure_marked_at is None


def test_reading_pages_sets_no_cookie(client, page):
    assert not client.get(page.url).cookies
    assert not client.get("/form-token/?form=your-data").cookies
    assert project.SESSION_COOKIE_NAME not in ask(client, page).cookies
