"""Resources asked for and taken: private links that end, downloads that can be resumed, counts apart."""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from leads.models import (
    DailyCount,
    DownloadLink,
    Person,
    ResourcePage,
    ResourceRequest,
    ResourceVersion,
)
from outbox.models import Delivery
from tests.leads.conftest import BOOK, WHO, content, link_in

pytestmark = pytest.mark.django_db
BROWSER = {"user-agent": "Mozilla/5.0 Firefox/140"}


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
        assert "Un nouveau lien vient d’être envoyé" in again.content.decode()
        fresh = link_in(post_office()[-1])
        assert fresh != link
        assert client.post(fresh).status_code == 303
    assert client.get("/ressource/lien/unknown/").status_code == 410


def test_the_link_is_not_sent_without_end(client, ask, post_office):
    thanks = ask(client)["Location"]
    assert (
        "Vous avez demandé un lien il y a un instant. Regardez"
        in client.post(thanks).content.decode()
    )
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
