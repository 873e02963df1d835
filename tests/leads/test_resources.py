"""The resource library: contents before the form, private links, downloads that can be resumed."""

import hashlib
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone

from leads import page_views
from leads.models import (
    DailyCount,
    DownloadLink,
    Person,
    ResourceIndexPage,
    ResourcePage,
    ResourceRequest,
    ResourceVersion,
    Topic,
)
from leads.services.files import NotSuch, add_version
from leads.starter import texts
from leads.starter.booklet import booklet
from outbox.models import Delivery

pytestmark = pytest.mark.django_db
WHO = {"last_name": "Roux", "first_name": "Chloé", "email": "chloe@autre.example"}
BOOK = booklet(title="Guide", subtitle="S", kind="K", language="fr", parts=texts.GRID_FR)
BROWSER = {"user-agent": "Mozilla/5.0 Firefox/140"}


@pytest.fixture
def shelf(home) -> ResourceIndexPage:
    page = ResourceIndexPage(title="Ressources", slug="ressources", locale=home.locale)
    home.add_child(instance=page)
    return page


@pytest.fixture
def resource(shelf) -> ResourcePage:
    page = ResourcePage(
        title="Un guide",
        slug="guide",
        summary="Pour décider",
        kind="guide",
        email_policy="accept",
        contents=[("chapter", {"title": "Compter ses canaux", "text": "Par où l’on écrit"})],
        locale=shelf.locale,
    )
    shelf.add_child(instance=page)
    add_version(page=page, file=ContentFile(BOOK, name="guide.pdf"))
    return page


@pytest.fixture
def ask(resource):
    def go(client: Client | None = None, **changes):
        client = client or Client()
        token = client.get("/form-token/?form=resource").json()["token"]
        return client.post(resource.url, {**WHO, "form_token": token, **changes})

    return go


def link_in(mail) -> str:
    return re.search(r"http://localhost:8000(/ressource/lien/[\w-]+/)", mail.body).group(1)


def content(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_contents_stand_before_the_form_and_the_worker_draws_the_cover(
    client, resource, post_office
):
    post_office()
    html = client.get(resource.url).content.decode()
    assert html.index("Compter ses canaux") < html.index('name="email"')
    version = ResourceVersion.objects.get()
    assert version.pages == 2
    assert version.cover.width == 900
    assert "2\u00a0pages" in html or "2 pages" in html
    assert 'name="company"' not in html


def test_asked_for_mailed_opened_by_a_scanner_downloaded_and_counted_apart(
    client, ask, post_office, resource
):
    sent = ask(client)
    assert sent.status_code == 303
    assert "Votre lien est en route" in client.get(sent["Location"]).content.decode()
    (mail,) = post_office()
    assert mail.to == [WHO["email"]]
    assert "Chloé" not in mail.body
    link = link_in(mail)
    for _scan in range(3):
        assert client.get(link).status_code == 200
    request = ResourceRequest.objects.get()
    assert (request.downloads, request.proved_at) == (0, None)
    to_file = client.post(link)
    assert to_file.status_code == 303
    got = client.get(to_file["Location"])
    assert hashlib.sha256(content(got)).digest() == hashlib.sha256(BOOK).digest()
    assert got["Content-Disposition"].startswith("attachment")
    assert "no-store" in got["Cache-Control"]
    assert got["X-Content-Type-Options"] == "nosniff"
    request.refresh_from_db()
    assert request.downloads == 1
    assert request.proved_at is not None
    assert Person.objects.get().address_proved_at is not None
    counts = dict(DailyCount.objects.values_list("kind", "number"))
    assert counts == {"request": 1, "download": 1}


def test_a_broken_download_goes_on_where_it_stopped_and_counts_once(client, ask, post_office):
    ask(client)
    path = client.post(link_in(post_office()[0]))["Location"]
    first = client.get(path, headers={"range": "bytes=0-99"})
    assert (first.status_code, first["Content-Range"]) == (206, f"bytes 0-99/{len(BOOK)}")
    begin = content(first)
    rest = client.get(path, headers={"range": "bytes=100-", "if-range": first["ETag"]})
    assert begin + content(rest) == BOOK
    assert client.get(path, headers={"range": f"bytes={len(BOOK)}-"}).status_code == 416
    changed = client.get(path, headers={"range": "bytes=100-", "if-range": '"other"'})
    assert changed.status_code == 200
    assert content(changed) == BOOK
    assert content(client.get(path, headers={"range": "bytes=-10"})) == BOOK[-10:]
    assert content(client.get(path, headers={"range": "bytes=zz"})) == BOOK
    assert ResourceRequest.objects.get().downloads == 1


def test_links_are_random_unstored_and_end_after_a_week_and_come_again_untyped(
    client, ask, post_office
):
    ask(client)
    link = link_in(post_office()[0])
    token = link.split("/")[-2]
    assert len(token) * 6 >= 256
    for row in [*DownloadLink.objects.values(), *Delivery.objects.values()]:
        assert token not in str(row)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        gone = client.get(link)
        assert gone.status_code == 410
        assert "M’envoyer le lien à nouveau" in gone.content.decode()
        assert client.post(link).status_code == 410
        again = client.post(link, {"action": "again"})
        assert "vient d’être envoyé" in again.content.decode()
        fresh = link_in(post_office()[-1])
        assert fresh != link
        assert client.post(fresh).status_code == 303
    assert client.get("/ressource/lien/unknown/").status_code == 410


def test_the_link_is_not_sent_without_end(client, ask, post_office):
    thanks = ask(client)["Location"]
    assert "vient d’être envoyé. Regardez" in client.post(thanks).content.decode()
    for number in range(1, 8):
        with time_machine.travel(timezone.now() + timedelta(minutes=3 * number)):
            client.post(thanks)
            post_office()
    assert len(post_office()) == 5


def test_at_once_and_open_resources(client, resource, ask):
    ResourcePage.objects.filter(pk=resource.pk).update(delivery="at_once")
    thanks = ask(client)["Location"]
    assert content(client.get(client.post(thanks)["Location"])) == BOOK
    assert ResourceRequest.objects.get().downloads == 1
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert client.post(thanks).status_code == 200
    ResourcePage.objects.filter(pk=resource.pk).update(delivery="open")
    html = client.get(resource.url).content.decode()
    assert 'name="email"' not in html
    assert content(client.get(client.post(resource.url)["Location"])) == BOOK
    assert client.post(resource.url, headers={"origin": "https://evil.example"}).status_code == 403
    assert DailyCount.objects.get(kind="download").number == 2


def test_files_are_reached_by_no_other_way(client, resource, staff):
    name = ResourceVersion.objects.get().file.name
    for path in (f"/media/{name}", f"/static/{name}", f"/documents/1/{name}"):
        assert client.get(path).status_code == 404
    assert client.get("/ressource/fichier/1.0.x:forged:sig/").status_code == 403
    version = ResourceVersion.objects.get()
    assert client.get(f"/admin/leads/resources/file/{version.pk}/").status_code == 302
    assert content(staff.get(f"/admin/leads/resources/file/{version.pk}/")) == BOOK


def test_an_old_ticket_leads_nowhere(client, ask, post_office):
    ask(client)
    path = client.post(link_in(post_office()[0]))["Location"]
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert client.get(path).status_code == 403


def test_a_resource_without_a_file_takes_no_request(client, shelf):
    page = ResourcePage(title="À venir", slug="a-venir", locale=shelf.locale)
    shelf.add_child(instance=page)
    html = client.get(page.url).content.decode()
    assert "en préparation" in html
    assert 'name="email"' not in html
    assert client.post(page.url, WHO).status_code == 200
    assert not ResourceRequest.objects.exists()


def test_a_new_version_is_told_to_those_who_agreed_and_to_nobody_else(
    client, ask, post_office, resource, staff
):
    ask(wants_versions="on")
    ask(email="no@autre.example")
    ask(email="objects@autre.example", wants_versions="on")
    Person.objects.filter(email="objects@autre.example").update(no_marketing=True)
    post_office().clear()
    files = f"/admin/leads/resources/{resource.pk}/"
    staff.post(files, {"file": ContentFile(b"PK\x03\x04 2", name="v2.zip"), "note": "Chapitre 5"})
    version = ResourceVersion.objects.get(number=2)
    for _time in range(2):
        staff.post(f"/admin/leads/resources/announce/{version.pk}/")
    (mail,) = post_office()
    assert mail.to == [WHO["email"]]
    assert "Chapitre 5" in mail.body
    path = client.post(link_in(mail))["Location"]
    assert content(client.get(path)) == b"PK\x03\x04 2"
    stop = re.search(r"http://localhost:8000(/ressource/plus-d-avis/\S+/)", mail.body).group(1)
    assert f"<http://localhost:8000{stop}>" == mail.extra_headers["List-Unsubscribe"]
    assert client.get(stop).status_code == 200
    assert ResourceRequest.objects.filter(wants_versions=True, person__no_marketing=False).exists()
    client.post(stop, {"List-Unsubscribe": "One-Click"})
    assert not ResourceRequest.objects.filter(
        wants_versions=True, person__no_marketing=False
    ).exists()
    assert client.post("/ressource/plus-d-avis/forged/").status_code == 404


@pytest.mark.parametrize(
    ("name", "begin"),
    [("a.exe", b"MZ"), ("a.pdf", b"PK\x03\x04"), ("a", b"%PDF-"), ("a.pdf", b" %PDF-1.7")],
)
def test_what_is_not_what_it_says_is_not_taken(resource, name, begin):
    with pytest.raises(NotSuch):
        add_version(page=resource, file=ContentFile(begin, name=name))


def test_a_pdf_that_cannot_be_read_is_set_aside_and_the_page_lives(client, resource, post_office):
    add_version(page=resource, file=ContentFile(b"%PDF-1.7 nothing", name="x.pdf"))
    post_office()
    assert Delivery.objects.get(channel="leads.files", state="set_aside")
    assert client.get(resource.url).status_code == 200


def test_the_file_goes_with_its_page(resource, post_office):
    name = ResourceVersion.objects.get().file.name
    assert storages["private"].exists(name)
    resource.delete()
    post_office()
    assert not storages["private"].exists(name)


def test_the_list_is_filtered_by_kind_topic_and_language(client, shelf, resource):
    topic = Topic.objects.create(name="Canaux", slug="canaux", locale=shelf.locale)
    resource.topics.set([topic])
    resource.save()
    other = ResourcePage(title="Une étude", slug="etude", kind="study", locale=shelf.locale)
    shelf.add_child(instance=other)
    assert "Un guide" in client.get(shelf.url).content.decode()
    only = client.get(f"{shelf.url}?type=study").content.decode()
    assert "Une étude" in only
    assert "Un guide" not in only
    assert "Une étude" not in client.get(f"{shelf.url}?sujet=canaux").content.decode()
    for odd in ("?type=x", "?langue=zz", "?p=99"):
        assert "Un guide" in client.get(f"{shelf.url}{odd}").content.decode()


def test_views_are_counted_without_cookie_and_machines_are_not_people(client, resource):
    for _time in range(3):
        seen = client.get(resource.url, headers=BROWSER)
        assert not seen.cookies
    client.get(resource.url, headers={"user-agent": "Googlebot/2.1"})
    page_views.write()
    assert DailyCount.objects.get(kind="view").number == 3


def test_requests_in_quarantine_send_nothing_until_released(staff, ask, monkeypatch, post_office):
    from dataclasses import replace

    from intake import handling

    real = handling.evidence_of
    monkeypatch.setattr(
        handling, "evidence_of", lambda *a, **k: replace(real(*a, **k), quarantine=True)
    )
    ask()
    monkeypatch.undo()
    assert [mail for mail in post_office() if mail.to == [WHO["email"]]] == []
    staff.post(f"/admin/leads/{Person.objects.get().pk}/quarantine/")
    assert [mail.to for mail in post_office() if "lien" in mail.body] == [[WHO["email"]]]


def test_the_timeline_shows_what_was_asked_for(staff, ask):
    ask()
    html = staff.get(f"/admin/leads/{Person.objects.get().pk}/").content.decode()
    assert "Un guide" in html
