"""Bad days: mail server down, database locked, storage full, everything killed, a crowd in the inbox."""

import errno

import pytest
from django.core.files.base import ContentFile
from django.core.mail import get_connection
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from leads.models import Enquiry
from outbox.delivering import drain
from outbox.models import Delivery
from tests.leads.conftest import ANSWERS
from tests.leads.killing import Storm, without_subjects
from tests.outbox.mail_server import MailServer
from tests.outbox.outages import outage
from tests.ports import free_port


def smtp(settings, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    assert get_connection().port == port


@pytest.mark.django_db(transaction=True)
def test_with_the_mail_server_down_the_visitor_is_served_and_the_mail_comes_later(write, settings):
    smtp(settings, free_port())
    assert write().status_code == 303
    drain(only="email")
    assert Delivery.objects.filter(channel="email", state="again").exists()
    with MailServer() as server:
        smtp(settings, server.port)
        now = timezone.now()
        Delivery.objects.filter(channel="email").update(next_attempt_at=now)
        from outbox.services import resume

        resume(channel="email")
        drain(only="email")
        to_visitor = [mail for _from, to, mail in server.taken if to == [ANSWERS["email"]]]
        assert len(to_visitor) == 1
        assert to_visitor[0]["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db(transaction=True)
def test_with_the_database_gone_or_locked_the_answer_is_an_honest_503_with_the_input_kept(
    page, form
):
    client = Client(raise_request_exception=False)
    path, subject = page.url, form.subject_choices()[0][0]
    token = client.get("/form-token/?form=contact").json()["token"]
    sent = {**ANSWERS, "subject": subject, "form_token": token}
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 50")
    with outage():
        refused = client.post(path, sent)
    html = refused.content.decode()
    assert refused.status_code == 503
    assert "no-store" in refused["Cache-Control"]
    assert ANSWERS["message"] in html
    assert f'name="email" value="{ANSWERS["email"]}"' in html
    assert "Renvoyer" in html
    assert client.post(path, sent).status_code == 303
    assert Enquiry.objects.count() == 1
    connections.close_all()


@pytest.mark.django_db
def test_with_the_storage_full_a_new_version_is_refused_and_nothing_is_half_there(
    home, staff, monkeypatch
):
    from django.core.files.storage import storages

    from leads.models import ResourceIndexPage, ResourcePage, ResourceVersion

    shelf = home.add_child(instance=ResourceIndexPage(title="R", slug="r", locale=home.locale))
    page = shelf.add_child(instance=ResourcePage(title="G", slug="g", locale=home.locale))

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(type(storages["private"]), "_save", full)
    staff.raise_request_exception = False
    answer = staff.post(
        f"/admin/leads/resources/{page.pk}/", {"file": ContentFile(b"PK\x03\x04", name="a.zip")}
    )
    assert answer.status_code == 503
    assert not ResourceVersion.objects.exists()


def test_every_acknowledged_message_survives_kills_of_web_and_worker(make_site):
    server = make_site(FORM_POSTS_PER_MINUTE="0", HUMAN_CHECK_MIN_SECONDS="0")
    without_subjects(server)
    storm = Storm(server, posts=60)
    storm.run()
    assert storm.kills >= 2
    assert len(storm.acknowledged) == 60
    stored, mails = storm.stored(), storm.mails()
    for number in storm.acknowledged:
        assert stored[f"message numéro {number}."] == 1
        assert len(mails[f"p{number}@entreprise.example"]) == 1
    assert len(stored) == 60
