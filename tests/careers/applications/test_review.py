"""The review screens: who gets in, what is acted on, what leaves and what may be taken back."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from careers.applications.models import (
    Application,
    Assignment,
    Exchange,
    Kind,
    MailState,
    MessageTemplate,
    Opinion,
    Stage,
)
from careers.applications.services import messages, reviewing
from careers.applications.services.applying import Applicant, apply
from privacy.models import JournalEntry
from privacy.rights.models import Channel
from privacy.rights.services import enter_request
from tests.careers.applications import genuine
from tests.careers.applications.conftest import deliver, link_of
from tests.careers.applications.test_applying import checked

pytestmark = pytest.mark.django_db(transaction=True, databases=("default", "ledger"))
LIST = "/admin/applications/"


def refused(response) -> tuple:
    return response.status_code, response.get("Location", ""), len(response.content)


def address(application, what="") -> str:
    return f"{LIST}{application.pk}/{what}"


def test_each_role_gets_what_is_its_own(staff, applied, careers):
    hr, interview = staff("rh"), staff("entretien")
    assert "Dupont" in hr.get(LIST).content.decode()
    page = hr.get(address(applied))
    assert "Dupont" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "Dupont" not in interview.get(LIST).content.decode()
    missing = interview.get(f"{LIST}{applied.pk + 10**6}/")
    assert refused(interview.get(address(applied))) == refused(missing)
    Assignment.objects.create(
        offer=careers.offer, user=User.objects.get(email="entretien@example.com")
    )
    assert "Dupont" in interview.get(address(applied)).content.decode()
    assert interview.post(address(applied, "move/"), {"stage": "hired"}).status_code == 302
    applied.refresh_from_db()
    assert applied.stage == Stage.RECEIVED
    for role in ("redaction", "marketing", "administration", "dpo"):
        other = staff(role)
        for path in ("", "original/", "page/1/"):
            known, unknown = other.get(address(applied, path)), other.get(f"{LIST}999999/{path}")
            assert known.status_code == 302
            assert refused(known) == refused(unknown)
        assert other.get(LIST).status_code == 302
        assert other.get(f"{LIST}export/").status_code == 302


def test_the_dpo_sees_it_inside_a_request_only(staff, applied):
    dpo = staff("dpo")
    request = enter_request(
        email="camille@example.com",
        language="fr",
        kind="access",
        channel=Channel.EMAIL,
        received_at=timezone.now(),
        words="",
        by=User.objects.get(email="dpo@example.com"),
    )
    assert dpo.get(address(applied)).status_code == 302
    assert "Dupont" in dpo.get(f"{address(applied)}?request={request.pk}").content.decode()
    assert (
        dpo.post(f"{address(applied, 'note/')}?request={request.pk}", {"text": "x"}).status_code
        == 302
    )
    assert not applied.notes.exists()
    entry = JournalEntry.objects.filter(action="applications:dpo:read").get()
    assert entry.actor.email == "dpo@example.com"
    applied.refresh_from_db()
    assert applied.first_read_at is None


def test_reading_is_journalled_and_told_to_the_candidate(staff, applied, client):
    assert "Personne ne l’a encore ouvert" in client.get(link_of()).content.decode()
    hr = staff("rh")
    hr.get(address(applied))
    original = hr.get(address(applied, "original/"))
    assert original.content == genuine.plain_pdf()
    assert original["Content-Disposition"].startswith("attachment")
    assert original["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in original["Content-Security-Policy"]
    picture = hr.get(address(applied, "page/1/"))
    assert picture["Content-Type"] == "image/webp"
    assert hr.get(address(applied, "page/2/")).status_code == 404
    assert JournalEntry.objects.filter(action="applications:rh:download").count() == 1
    html = client.get(link_of()).content.decode()
    assert "RH," in html
    assert "Le remplacer" not in html


def test_the_file_as_hr_works_with_it(staff, applied, careers, client):
    hr = staff("rh")
    criterion = careers.offer.criterion_list()[0]
    prefix = criterion.id[:8]
    hr.post(
        address(applied, "opinion/"),
        {
            "prefix": prefix,
            f"c{prefix}-criterion": criterion.id,
            f"c{prefix}-level": "2",
            f"c{prefix}-reason": "Un extrait net",
        },
    )
    assert Opinion.objects.get().level == 2
    hr.post(address(applied, "note/"), {"text": "Rappeler lundi"})
    hr.post(
        address(applied, "log/"),
        {
            "kind": "call",
            "at": f"{timezone.localtime():%Y-%m-%d %H:%M}",
            "text": "Parlé dix minutes",
        },
    )
    hr.post(
        address(applied, "slot/"),
        {
            "starts_at": f"{timezone.localtime() + timedelta(days=3):%Y-%m-%d %H:%M}",
            "minutes": "45",
            "place": "Paris 11ᵉ",
        },
    )
    html = hr.get(address(applied)).content.decode()
    for words in ("Rappeler lundi", "Un extrait net", "Parlé dix minutes", "Dernier échange"):
        assert words in html
    page = client.get(link_of()).content.decode()
    assert "Rappeler lundi" not in page
    assert "Un extrait net" not in page
    assert "Paris 11ᵉ" in page
    future = f"{timezone.localtime() + timedelta(days=1):%Y-%m-%d %H:%M}"
    hr.post(address(applied, "log/"), {"kind": "call", "at": future, "text": ""})
    assert applied.exchanges.filter(kind=Kind.CALL).count() == 1


def test_two_people_at_once(staff, applied):
    hr = staff("rh")
    hr.post(address(applied, "move/"), {"stage": "interview", "version": applied.version})
    response = hr.post(
        address(applied, "move/"), {"stage": "hired", "version": applied.version}, follow=True
    )
    assert "Quelqu’un d’autre" in response.content.decode()
    applied.refresh_from_db()
    assert applied.stage == Stage.INTERVIEW


def test_a_message_leaves_and_an_empty_variable_blocks_it(staff, applied):
    hr = staff("rh")
    mail.outbox.clear()
    hr.post(address(applied, "write/"), {"subject": "Bonjour {first_name}", "text": "{salary} ?"})
    assert not Exchange.objects.filter(kind=Kind.WRITTEN).exists()
    hr.post(address(applied, "write/"), {"subject": "Bonjour {first_name}", "text": "Merci."})
    deliver()
    assert mail.outbox[-1].subject == "Bonjour Camille"
    exchange = Exchange.objects.get(kind=Kind.WRITTEN)
    assert exchange.mail_state == MailState.SENT
    applied.refresh_from_db()
    assert applied.last_exchange == exchange.sent_at
    assert applied.first_answer_at == exchange.sent_at
    assert applied.waiting_since is None


def test_a_refusal_waits_for_the_morning_and_can_be_cancelled(staff, applied, client):
    hr = staff("rh")
    mail.outbox.clear()
    form = {
        "refuse-subject": "Votre candidature",
        "refuse-text": "Bonjour {first_name}, nous ne donnons pas suite.",
        "refuse-reason": "filled",
        "refuse-when": "morning",
        "refuse-version": applied.version,
    }
    hr.post(address(applied, "refuse/"), form)
    applied.refresh_from_db()
    assert (applied.stage, applied.reason) == (Stage.REFUSED, "filled")
    exchange = Exchange.objects.get(kind=Kind.WRITTEN)
    assert exchange.not_before == messages.next_morning(timezone.now())
    deliver()
    assert not mail.outbox
    assert "pas donner suite" not in client.get(link_of_first(applied)).content.decode()
    hr.post(address(applied, f"cancel/{exchange.pk}/"))
    applied.refresh_from_db()
    exchange.refresh_from_db()
    assert (applied.stage, exchange.mail_state) == (Stage.RECEIVED, MailState.CANCELLED)


def link_of_first(application) -> str:
    from careers.applications.services.links import new_link

    return f"/candidature/{new_link(application=application)}/"


def test_withdrawal_cancels_what_was_to_leave(staff, applied, client):
    hr = staff("rh")
    link = link_of_first(applied)
    hr.post(
        address(applied, "refuse/"),
        {
            "refuse-subject": "Votre candidature",
            "refuse-text": "Non.",
            "refuse-reason": "filled",
            "refuse-when": "soon",
        },
    )
    reviewing.move(application=applied, stage=Stage.INTERVIEW)
    assert Exchange.objects.get(kind=Kind.WRITTEN).mail_state == MailState.CANCELLED
    mail.outbox.clear()
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        deliver()
    assert not mail.outbox
    client.post(link, {"action": "withdraw"})
    applied.refresh_from_db()
    assert applied.stage == Stage.WITHDRAWN


def many(careers, count: int, **changes) -> None:
    rows = [
        Application(
            first_name=f"Prénom{n}",
            last_name=f"Nom{n}",
            email=f"personne{n}@example.com",
            language="fr",
            offer=careers.offer,
            offer_title=careers.offer.title,
            **changes,
        )
        for n in range(count)
    ]
    Application.objects.bulk_create(rows)


def test_bulk_acts_on_exactly_the_filtered_rows(staff, applied, careers):
    hr = staff("rh")
    many(careers, 4, source="fair")
    path = "/admin/bulk/applications/application/move/"
    query = f"?id=all&next={LIST}&source=fair"
    confirmation = hr.get(path + query)
    html = confirmation.content.decode()
    assert "4 candidatures" in html
    ids = html.split('name="ids" value="')[1].split('"')[0]
    many(careers, 1, source="fair")
    hr.post(path + query, {"stage": "shortlist", "ids": ids, "version": ""})
    moved = Application.objects.filter(stage=Stage.SHORTLIST)
    assert sorted(str(pk) for pk in moved.values_list("pk", flat=True)) == sorted(ids.split(","))
    applied.refresh_from_db()
    assert applied.stage == Stage.RECEIVED
    other = staff("marketing")
    assert other.post(path + query, {"stage": "hired", "ids": ids}).status_code == 302
    assert not Application.objects.filter(stage=Stage.HIRED).exists()


def test_exports_run_no_formula_and_say_when_to_go(staff, applied, careers):
    hr = staff("rh")
    Application.objects.filter(pk=applied.pk).update(last_name='=HYPERLINK("http://x")')
    many(careers, 1, source="fair")
    content = hr.get(f"{LIST}export/?format=csv&source=site").content
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert lines[0][0].startswith("Supprimez ce fichier avant le")
    assert [line[1] for line in lines[2:]] == ['\'=HYPERLINK("http://x")']
    sheet = load_workbook(io.BytesIO(hr.get(f"{LIST}export/?source=site").content)).active
    assert sheet.cell(3, 2).value == '\'=HYPERLINK("http://x")'
    assert sheet.cell(3, 2).data_type == "s"
    assert JournalEntry.objects.filter(action="applications:list:export").count() == 2


def test_a_list_of_a_thousand_costs_few_queries(
    staff, applied, careers, django_assert_max_num_queries
):
    hr = staff("rh")
    hr.get(LIST)
    many(careers, 1000)
    with django_assert_max_num_queries(45):
        page = hr.get(LIST)
    assert "1001" in page.content.decode()
    with django_assert_max_num_queries(60):
        hr.get(f"{address(applied)}?view=all")
    with django_assert_max_num_queries(45):
        assert "Les candidatures aujourd’hui" in hr.get("/admin/").content.decode()


def test_blind_reading_hides_who_it_is(staff, careers, client):
    careers.offer.blind_reading = True
    careers.offer.save()
    application = apply(
        applicant=Applicant("Camille", "Dupont", "camille@example.com", phone="0102030405"),
        cv=checked(),
        offer=careers.offer,
    )
    deliver()
    hr = staff("rh")
    for path in (LIST, address(application), f"{LIST}export/?format=csv", f"{LIST}?q=Dupont"):
        html = hr.get(path).content.decode().replace("?q=Dupont", "").replace('value="Dupont"', "")
        assert "Dupont" not in html.replace("“Dupont”", "").replace("«\xa0Dupont\xa0»", ""), path
        assert "camille@" not in html
    assert "▒" in hr.get(address(application)).content.decode()
    assert hr.get(address(application, "original/")).status_code == 404
    assert hr.get(address(application, "page/1/")).status_code == 404
    reviewing.move(application=application, stage=Stage.SHORTLIST)
    assert "Dupont" in hr.get(address(application)).content.decode()


def test_hr_enters_a_cv_and_the_person_is_told(staff, careers, roles):
    from django.core.files.uploadedfile import SimpleUploadedFile

    hr = staff("rh")
    response = hr.post(
        f"{LIST}enter/",
        {
            "offer": careers.offer.pk,
            "first_name": "Alix",
            "last_name": "Martin",
            "email": "alix@example.com",
            "phone": "",
            "language": "fr",
            "source": "fair",
            "source_detail": "Salon de Rennes, 3 mars",
            "received_at": f"{timezone.localtime():%Y-%m-%d %H:%M}",
            "cv": SimpleUploadedFile("cv.pdf", genuine.plain_pdf()),
        },
    )
    assert response.status_code == 302, response.content.decode()
    deliver()
    told = next(message for message in mail.outbox if message.to == ["alix@example.com"])
    assert "Salon de Rennes, 3 mars" in told.body
    assert "CNIL" in told.body
    assert "/candidature/" in told.body


def test_templates_take_known_variables_only(staff, applied):
    hr = staff("rh")
    form = {
        "name": "Refus",
        "language": "fr",
        "purpose": "refusal",
        "reason": "filled",
        "subject": "Votre candidature",
        "text": "Bonjour {first_name}, {age}",
    }
    assert "age" in hr.post(f"{LIST}templates/new/", form).content.decode()
    assert not MessageTemplate.objects.exists()
    hr.post(f"{LIST}templates/new/", {**form, "text": "Bonjour {first_name}"})
    assert "Bonjour Camille" in hr.get(address(applied)).content.decode()


def test_staff_mail_names_nobody(staff, applied, client):
    staff("rh")
    mail.outbox.clear()
    client.post(link_of_first(applied), {"action": "write", "text": "Je suis disponible"})
    deliver()
    told = mail.outbox[-1]
    assert told.to == ["rh@example.com"]
    assert applied.short in told.subject
    for word in ("Camille", "Dupont", "disponible"):
        assert word not in told.body + told.subject
