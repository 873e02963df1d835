"""The form: what is asked, what is kept after a mistake, what makes one application and not two."""

import re

import pytest
from django.core import mail
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils.formats import date_format

from accounts.models import User
from careers.applications.models import (
    Application,
    ApplicationFile,
    Exchange,
    Kind,
    Stage,
    StagedFile,
)
from careers.applications.models.messages import Reason
from careers.applications.services import messages
from careers.applications.vault import files, sealing, staging
from outbox.models import Delivery
from privacy.services import due_date
from tests.careers.applications import genuine
from tests.careers.applications.conftest import (
    ANSWERS,
    deliver,
    link_of,
    mails_to,
    post_form,
    store,
)
from tests.careers.applications.desk import LIST, link_to

pytestmark = pytest.mark.django_db(transaction=True, databases=("default", "ledger"))
CV = genuine.plain_pdf()


def test_from_the_form_to_the_private_page(client, careers):
    shown = client.get(careers.offer.url).content.decode()
    assert 'enctype="multipart/form-data"' in shown
    assert "six mois" in shown.lower() or "6 mois" in shown.lower()
    response = post_form(client, careers.offer, cv=CV, name="Mon CV.pdf")
    assert response.status_code == 303
    application = Application.objects.get()
    receipt = client.get(response["Location"])
    html = receipt.content.decode()
    assert application.short in html
    said = html.replace("\xa0", " ")
    assert "vous répond au plus tard le" in said
    assert f"tout est effacé le {date_format(due_date(application).at, 'DATE_FORMAT')}" in said
    assert "Dupont" not in html
    assert "no-store" in receipt["Cache-Control"]
    assert client.get(response["Location"]).status_code == 200

    deliver()
    assert len(mails_to(ANSWERS["email"])) == 1
    page = client.get(link_of())
    html = page.content.decode()
    assert "Mon CV.pdf" in html
    assert page["Referrer-Policy"] == "same-origin"
    assert "noindex" in page["X-Robots-Tag"]
    assert (application.source, application.offer) == ("site", careers.offer)
    assert application.exchanges.get().kind == Kind.RECEIVED


def test_the_file_lies_encrypted_and_comes_back_as_it_was(client, careers):
    post_form(client, careers.offer, cv=CV)
    row = ApplicationFile.objects.get()
    assert b"%PDF" not in bytes(row.content)
    assert files.read(row) == CV
    deliver()
    row.refresh_from_db()
    assert row.content is None
    assert row.drawn == 1
    assert files.read(row) == CV
    assert b"Camille" in files.read_part(row, "text")
    assert files.read_part(row, "page-1")[8:12] == b"WEBP"
    for path in store().rglob("*"):
        if path.is_file():
            assert b"%PDF" not in path.read_bytes()
            assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(Exception, match="address"):
        storages["private"].url(row.base)


def test_master_keys_rotate_and_old_ones_may_go(client, careers, settings):
    post_form(client, careers.offer, cv=CV)
    deliver()
    old = settings.VAULT_KEYS
    settings.VAULT_KEYS = ["bmV3LXZhdWx0LWtleS1vZi10aGUtdGVzdHMtLS0zMmI=", *old]
    assert files.read(ApplicationFile.objects.get()) == CV
    assert files.rotate_keys() == 1
    assert files.rotate_keys() == 0
    settings.VAULT_KEYS = settings.VAULT_KEYS[:1]
    assert files.read(ApplicationFile.objects.get()) == CV
    settings.VAULT_KEYS = old
    with pytest.raises(sealing.Unreadable):
        files.read(ApplicationFile.objects.get())


def test_a_file_of_another_row_does_not_open(client, careers):
    post_form(client, careers.offer, cv=CV)
    post_form(client, careers.spontaneous, cv=genuine.plain_pdf("1.7"))
    first, second = ApplicationFile.objects.order_by("pk")
    second.content = first.content
    with pytest.raises(sealing.Unreadable):
        files.read(second)


def test_a_mistake_keeps_everything_and_the_file(client, careers):
    response = post_form(client, careers.offer, cv=CV, name="Mon CV.pdf", email="nobody")
    html = response.content.decode()
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert 'value="Dupont"' in html
    assert "Mon CV.pdf" in html
    assert 'href="#id_email"' in html
    assert re.search(r"<title>\s*Erreur – Développeuse ou développeur Python", html)
    assert (
        "Erreur"
        not in re.search(
            r"<title>.*?</title>", client.get(careers.offer.url).content.decode(), re.DOTALL
        ).group()
    )
    alone = post_form(client, careers.spontaneous, cv=CV, email="nobody").content.decode()
    assert re.search(r"<title>\s*Erreur – Spontanée", alone)
    kept = re.search(r'name="cv_kept" value="([\w-]+)"', html).group(1)
    assert not [row for row in StagedFile.objects.all() if b"%PDF" in bytes(row.content)]

    response = post_form(client, careers.offer, cv_kept=kept)
    assert response.status_code == 303
    assert files.read(ApplicationFile.objects.get()) == CV


def test_a_kept_file_is_gone_after_an_hour(client, careers, time_machine):
    time_machine.move_to("2026-05-12 10:00+02:00", tick=False)
    html = post_form(client, careers.offer, cv=CV, email="nobody").content.decode()
    kept = re.search(r'name="cv_kept" value="([\w-]+)"', html).group(1)
    time_machine.move_to("2026-05-12 11:01+02:00", tick=False)
    response = post_form(client, careers.offer, cv_kept=kept)
    assert response.status_code == 200
    assert "Choisissez votre CV" in response.content.decode()
    assert staging.clear() == 1
    call_command("finish_erasures")
    assert not StagedFile.objects.exists()


def test_a_refused_file_leaves_nothing(client, careers):
    response = post_form(client, careers.offer, cv=b"<html><script>alert(1)</script>")
    assert "page web ou un programme" in response.content.decode()
    assert not ApplicationFile.objects.exists()
    assert not StagedFile.objects.exists()
    assert not store().exists()


def test_without_a_file_the_message_says_what_to_choose(client, careers):
    html = post_form(client, careers.offer).content.decode()
    assert 'href="#id_cv"' in html
    assert "PDF, DOCX ou ODT" in html


def test_a_double_click_makes_one_application(client, careers):
    from django.core.files.uploadedfile import SimpleUploadedFile

    token = client.get("/form-token/?form=application").json()["token"]
    answers = [
        client.post(
            careers.offer.url,
            {**ANSWERS, "form_token": token, "cv": SimpleUploadedFile("cv.pdf", CV)},
        )
        for _click in range(3)
    ]
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer["Location"] for answer in answers}) == 1
    assert Application.objects.count() == 1
    deliver()
    assert len(mails_to(ANSWERS["email"])) == 1


def test_a_second_application_waits_until_its_address_confirms_it(client, applied, careers):
    response = post_form(
        client,
        careers.offer,
        cv=genuine.plain_pdf("1.7"),
        message="Autre",
        email="Camille@Example.com",
    )
    first_receipt = client.get(f"/candidature/recue/{applied.uuid}/").content.decode()
    second = Application.objects.get(pending=True)
    second_receipt = client.get(response["Location"]).content.decode()
    assert first_receipt.replace(applied.short, "") == second_receipt.replace(second.short, "")
    mail.outbox.clear()
    deliver()
    assert [message.to for message in mail.outbox] == [["camille@example.com"]]
    assert mail.outbox[0].subject == "Votre candidature est arrivée"

    link = link_of("camille@example.com")
    assert "Remplacer votre première candidature" in client.get(link).content.decode()
    applied.refresh_from_db()
    assert applied.message == "Bonjour"
    assert client.post(link, {"action": "confirm"}).status_code == 303
    applied.refresh_from_db()
    assert applied.message == "Autre"
    assert files.read(applied.files.current().get()) == genuine.plain_pdf("1.7")
    assert "Votre candidature" in client.get(link).content.decode()
    call_command("finish_erasures")
    assert Application.objects.get() == applied
    assert ApplicationFile.objects.count() == 1


def test_whoever_applies_anew_after_a_refusal_is_read_anew(client, applied, careers, staff):
    hr = staff("rh")
    by = User.objects.get(email="rh@example.com")
    messages.refuse(
        application=applied, subject="", text="", reason=Reason.FILLED, by=by, not_before=None
    )
    post_form(client, careers.offer, cv=genuine.plain_pdf("1.7"), message="Encore")
    deliver()
    mail.outbox.clear()
    client.post(link_to(Application.objects.get(pending=True)), {"action": "confirm"})
    deliver()
    applied.refresh_from_db()
    assert (applied.stage, applied.reason, applied.message) == (Stage.RECEIVED, "", "Encore")
    assert "Dupont" in hr.get(f"{LIST}?view=to-read").content.decode()
    (told,) = mails_to("rh@example.com")
    assert applied.short in told.subject


def test_both_languages_of_an_offer_are_one_offer(client, applied, careers):
    post_form(client, careers.offer_en, cv=CV)
    second = Application.objects.get(pending=True)
    assert (second.language, second.offer) == ("en", careers.offer)


def test_the_offers_own_questions_show_their_purpose(client, careers):
    offer = careers.offer
    offer.questions = [
        (
            "question",
            {
                "text": "Depuis quelle ville ?",
                "purpose": "Pour organiser les trajets",
                "kind": "ligne",
                "choices": [],
                "required": True,
            },
        )
    ]
    offer.save()
    identity = offer.question_list()[0].id
    assert "Pour organiser les trajets" in client.get(offer.url).content.decode()
    assert "Répondez à cette question" in post_form(client, offer, cv=CV).content.decode()
    assert post_form(client, offer, cv=CV, **{f"q-{identity}": "Brest"}).status_code == 303
    assert Application.objects.get().answers == {"Depuis quelle ville ?": "Brest"}


def test_unknown_fields_change_nothing(client, careers):
    post_form(client, careers.offer, cv=CV, stage="hired", last_exchange="2030-01-01", owner="1")
    application = Application.objects.get()
    assert (application.stage, application.owner) == ("received", None)


def test_a_doubtful_post_is_set_aside_without_a_mail(client, careers, monkeypatch):
    from careers.applications.services import applying
    from careers.applications.services.applying import Applicant, release

    application = applying.apply(
        applicant=Applicant("Camille", "Dupont", "camille@example.com"),
        cv=checked(),
        offer=careers.offer,
        quarantined=True,
    )
    deliver()
    assert not mail.outbox
    release(application=application)
    deliver()
    assert len(mails_to("camille@example.com")) == 1


def checked():
    from careers.applications.cv.intake import check_cv

    return check_cv(CV, "cv.pdf")


def test_the_outbox_holds_no_data(client, careers):
    post_form(client, careers.offer, cv=CV)
    assert "camille" not in repr(list(Delivery.objects.values("payload", "key"))).lower()
    assert Exchange.objects.count() == 1
