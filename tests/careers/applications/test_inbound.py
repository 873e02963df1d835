"""Answers by mail: they find their application, once, and a machine's answer moves no date."""

import json

import pytest
from django.core import mail

from careers.applications.models import Exchange, Kind
from careers.applications.services import messages
from tests.careers.applications.conftest import deliver

pytestmark = pytest.mark.django_db(transaction=True, databases=("default", "ledger"))
SECRET = "s" * 40


@pytest.fixture
def address(applied, settings, person):
    """The address that answers to our message come to."""
    settings.MAIL_INBOUND_DOMAIN = "reply.example.com"
    settings.MAIL_WEBHOOK_SECRET = SECRET
    messages.write(application=applied, subject="Bonjour", text="Merci.", by=person("rh"))
    deliver()
    return mail.outbox[-1].extra_headers["Reply-To"]


def mime(
    to, text="Je viens mardi.\n\nLe lun. 3 mars 2026 à 10:00, Dimelo a écrit :\n> Merci.", **headers
):
    lines = [
        "From: Camille <camille@example.com>",
        f"To: {to}",
        "Subject: Re: Bonjour",
        "Message-ID: <a1@example.com>",
        'Content-Type: text/plain; charset="utf-8"',
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + text).encode()


def post(client, content, kind="message/rfc822", secret=SECRET):
    return client.post(f"/webhooks/mail/{secret}/", content, content_type=kind)


def test_an_answer_is_written_down_once(client, applied, address):
    for _time in range(3):
        assert post(client, mime(address)).status_code == 200
    reply = Exchange.objects.get(kind=Kind.REPLY)
    assert reply.text == "Je viens mardi."
    applied.refresh_from_db()
    assert applied.last_exchange == reply.at
    assert applied.waiting_since == reply.at


def test_parsed_and_raw_fields_of_providers(client, address):
    parsed = {
        "From": "camille@example.com",
        "OriginalRecipient": address.upper(),
        "Subject": "Re",
        "TextBody": "long",
        "StrippedTextReply": "Parfait",
        "MessageID": "x1",
    }
    post(client, json.dumps(parsed), "application/json")
    client.post(f"/webhooks/mail/{SECRET}/", {"body-mime": mime(address, "Aussi").decode()})
    assert list(Exchange.objects.filter(kind=Kind.REPLY).values_list("text", flat=True)) == [
        "Parfait",
        "Aussi",
    ]


def test_a_machines_answer_counts_for_nothing(client, applied, address):
    applied.refresh_from_db()
    before = applied.last_exchange
    post(client, mime(address, "Absent", Auto_Submitted="auto-replied"))
    applied.refresh_from_db()
    assert applied.last_exchange == before
    assert Exchange.objects.get(kind=Kind.NOTICE).text == "Absent"


def test_the_door_is_shut_to_others(client, address, settings):
    assert post(client, mime(address), secret="x").status_code == 404
    assert client.get(f"/webhooks/mail/{SECRET}/").status_code == 200
    assert post(client, mime("candidature-" + "0" * 32 + "@reply.example.com")).status_code == 200
    for broken, kind in (
        (b"\xff\xfe", "message/rfc822"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
    ):
        assert post(client, broken, kind).status_code == 400
    assert not Exchange.objects.filter(kind=Kind.REPLY).exists()
    settings.MAIL_WEBHOOK_SECRET = ""
    assert post(client, mime(address), secret="").status_code == 404
