"""Answers by mail: they find their application, once, and a machine's answer moves no date."""

import base64
import io
import json
import zipfile
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from django.core import mail
from django.core.management import call_command

from careers.applications.models import Attachment, Exchange, Kind
from careers.applications.services import messages
from privacy.models import JournalEntry
from tests.careers.applications import genuine, hostile
from tests.careers.applications.conftest import deliver, store
from tests.careers.applications.desk import link_to

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


def mail_with(to, *files) -> bytes:
    """A mail as a real program writes it, with a logo in its signature and these files."""
    message = EmailMessage()
    message["From"], message["To"] = "Camille <camille@example.com>", to
    message["Subject"], message["Message-ID"] = "Re: Bonjour", "<b2@example.com>"
    message.set_content("Voici mon diplôme.")
    message.add_alternative("<p>Voici mon diplôme. <img src='cid:logo'></p>", subtype="html")
    picture = genuine.big_picture_png()
    message.get_payload()[1].add_related(picture, "image", "png", cid="<logo>", filename="l.png")
    for name, content in files:
        message.add_attachment(content, "application", "octet-stream", filename=name)
    return message.as_bytes(policy=SMTP)


def test_files_of_a_mail_go_the_way_of_every_cv(client, applied, address, staff):
    diploma = genuine.plain_pdf(before_end=b"%" + b" " * 3_000_000 + b"\n")
    files_sent = [("Diplôme <b>.pdf", diploma), ("../../photo.exe", hostile.PROGRAM), ("vide", b"")]
    files_sent += [(f"{n}.pdf", genuine.plain_pdf()) for n in range(3)]
    # As Mailgun posts it: longer than what Django takes of a form.
    for _time in range(2):
        answer = client.post(
            f"/webhooks/mail/{SECRET}/",
            {"recipient": "x", "body-mime": mail_with(address, *files_sent).decode()},
        )
        assert answer.status_code == 200
    deliver()
    reply = Exchange.objects.get(kind=Kind.REPLY)
    assert reply.text == "Voici mon diplôme."
    rows = list(Attachment.objects.all())
    assert [(one.name, one.problem) for one in rows] == [
        ("Diplôme <b>.pdf", ""),
        ("photo.exe", "disguised"),
        ("vide", "empty"),
        ("0.pdf", ""),
        ("1.pdf", ""),
        ("2.pdf", "too-many"),
    ]
    assert (rows[0].content, bool(rows[0].stored)) == (None, True)
    kept = [path.read_bytes() for path in store().rglob("*") if path.is_file()]
    assert not any(b"%PDF" in one for one in kept)

    hr = staff("rh")
    page = hr.get(f"/admin/applications/{applied.pk}/").content.decode().replace("\xa0", " ")
    assert "Diplôme &lt;b&gt;.pdf" in page
    told = "La pièce jointe « photo.exe » n’a pas été gardée : c’est une page web ou un programme"
    assert told in page
    download = hr.get(f"/admin/applications/{applied.pk}/attachment/{rows[0].pk}/")
    assert download.content == diploma
    assert download["Content-Disposition"].startswith('attachment; filename="piece-')
    assert "sandbox" in download["Content-Security-Policy"]
    assert JournalEntry.objects.filter(action="applications:rh:attachment").count() == 1
    for other in (rows[1].pk, rows[0].pk + 1000):
        path = f"/admin/applications/{applied.pk}/attachment/{other}/"
        assert hr.get(path).status_code == 404
    outsider = staff("marketing").get(f"/admin/applications/{applied.pk}/attachment/{rows[0].pk}/")
    assert outsider.status_code == 302
    page = client.get(link_to(applied)).content.decode().replace("\xa0", " ")
    assert "« photo.exe » n’a pas été gardé. Choisissez un autre fichier" in page
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"{link_to(applied)}donnees.zip").content))
    assert archive.read("piece-1.pdf") == diploma

    client.post(link_to(applied), {"action": "erase"})
    call_command("finish_erasures")
    assert not Attachment.objects.exists()
    assert not [path for path in store().rglob("*") if path.is_file()]


def test_files_that_a_provider_has_parsed(client, applied, address):
    listed = [
        {"Name": "cv.pdf", "Content": base64.b64encode(genuine.plain_pdf()).decode()},
        {"Name": "logo.png", "ContentType": "image/png", "ContentID": "l", "Content": "AAAA"},
        {"Name": "a.pdf", "Content": "%%%"},
        "nonsense",
    ]
    parsed = {"From": "c@example.com", "To": address, "TextBody": "Voici", "Attachments": listed}
    parsed["HtmlBody"] = "<img src='cid:l'>"
    assert post(client, json.dumps(parsed), "application/json").status_code == 200
    found = Attachment.objects.values_list("name", "problem")
    assert list(found) == [("cv.pdf", ""), ("a.pdf", "empty")]
