"""What a candidate does on their own page: replace the CV, withdraw, have the link sent again."""

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from careers.applications.models import ApplicationFile, Stage
from careers.applications.vault import files
from tests.careers.applications import genuine
from tests.careers.applications.conftest import ANSWERS, deliver, link_of, mails_to, store
from tests.careers.applications.desk import address

pytestmark = pytest.mark.django_db(transaction=True, databases=("default", "ledger"))
NEWER = genuine.plain_pdf("1.7")


def replace(client, content: bytes = NEWER, name: str = "nouveau.pdf"):
    cv = SimpleUploadedFile(name, content, "application/pdf")
    return client.post(link_of(), {"action": "replace", "cv": cv}, follow=True)


def test_the_cv_is_replaced_until_somebody_has_read_it(client, applied, staff):
    assert "nouveau.pdf" in replace(client).content.decode()
    deliver()
    call_command("finish_erasures")
    deliver()
    (row,) = ApplicationFile.objects.filter(application=applied)
    assert files.read(row) == NEWER
    folders = {path.parent for path in store().rglob("*") if path.is_file()}
    assert len(folders) == 1, "nothing is left of the first one"
    wrong = client.post(
        link_of(),
        {"action": "replace", "cv": SimpleUploadedFile("cv.pdf", b"<html>", "application/pdf")},
    )
    assert "Erreur –" in wrong.content.decode()
    assert files.read(ApplicationFile.objects.get()) == NEWER

    staff("rh").get(address(applied))
    late = replace(client, genuine.plain_pdf(), "trop-tard.pdf").content.decode()
    assert "trop-tard.pdf" not in late
    assert files.read(ApplicationFile.objects.get()) == NEWER


def test_withdrawing_is_asked_once_more_and_looking_changes_nothing(client, applied):
    for action in ("withdraw", "erase", "keep", "write"):
        client.get(link_of(), {"action": action, "text": "x"})
        client.head(link_of())
    applied.refresh_from_db()
    assert (applied.stage, applied.exchanges.count()) == (Stage.RECEIVED, 1)
    question = client.post(link_of(), {"action": "ask-withdraw"}).content.decode()
    assert 'value="withdraw"' in question
    applied.refresh_from_db()
    assert applied.stage == Stage.RECEIVED
    client.post(link_of(), {"action": "withdraw"})
    applied.refresh_from_db()
    assert applied.stage == Stage.WITHDRAWN
    assert "Se retirer" not in client.get(link_of()).content.decode()


def test_the_link_is_sent_again_and_nobody_learns_whether_the_address_is_known(client, applied):
    first, answers = link_of(), []
    mail.outbox.clear()
    for email in (ANSWERS["email"], "inconnue@example.com"):
        token = client.get("/form-token/?form=application-link").json()["token"]
        sent = client.post("/candidature/lien/", {"email": email, "form_token": token}, follow=True)
        answers.append((sent.redirect_chain, sent.content.decode().replace(email, "")))
    assert answers[0] == answers[1]
    deliver()
    assert mails_to("inconnue@example.com") == []
    assert client.get(link_of()).status_code == 200
    assert client.get(first).status_code == 200, "the earlier mail still opens the page"
