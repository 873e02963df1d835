"""The review screens: who gets in, what a reading leaves behind, two people at once."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from careers.applications.clock import recompute
from careers.applications.models import Assignment, Kind, Opinion, Stage
from privacy.models import JournalEntry
from privacy.rights.models import Channel, State
from privacy.rights.services import enter_request
from tests.careers.applications import genuine
from tests.careers.applications.conftest import link_of
from tests.careers.applications.desk import LIST, address, refused

pytestmark = pytest.mark.django_db(databases=("default", "ledger"))


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
    assert (
        f"{address(applied)}?request={request.pk}" in dpo.get(f"{LIST}requests/").content.decode()
    )
    # Answered: the door is shut again.
    request.state = State.ANSWERED
    request.save()
    assert dpo.get(f"{address(applied)}?request={request.pk}").status_code == 302
    assert "Aucune demande à traiter" in dpo.get(f"{LIST}requests/").content.decode()


def test_the_opinion_of_others_shows_after_mine(staff, applied, careers):
    hr, interview = staff("rh"), staff("entretien")
    colleague = User.objects.get(email="entretien@example.com")
    Assignment.objects.create(offer=careers.offer, user=colleague)
    criterion = careers.offer.criterion_list()[0]
    prefix = criterion.id[:8]

    def opine(by, reason: str):
        fields = {"criterion": criterion.id, "level": "1", "reason": reason}
        data = {f"c{prefix}-{name}": value for name, value in fields.items()}
        return by.post(address(applied, "opinion/"), {"prefix": prefix, **data}, follow=True)

    opine(interview, "Exemple convaincant")
    assert "Exemple convaincant" not in hr.get(address(applied)).content.decode()
    assert "Exemple convaincant" in opine(hr, "Vu autrement").content.decode()
    assert "Vu autrement" in interview.get(address(applied)).content.decode()


@pytest.mark.parametrize(("days", "warned"), [(140, False), (165, True)])
def test_thirty_days_before_its_erasure_hr_is_warned(staff, applied, days, warned):
    """Six months after the last exchange: some 42 days are left, or some 17."""
    then = timezone.now() - timedelta(days=days)
    applied.exchanges.update(at=then)
    recompute(application=applied.pk)
    hr = staff("rh")
    for path in (LIST, address(applied)):
        assert ("is-near" in hr.get(path).content.decode()) is warned
    assert ("Dupont" in hr.get(f"{LIST}?view=erasure").content.decode()) is warned


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
            "starts_at": f"{timezone.localtime() + timedelta(days=3):%Y-%m-%d} 10:30",
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
    future = f"{timezone.localtime() + timedelta(days=1):%Y-%m-%d} 10:30"
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


def test_hr_exports_what_the_person_would_get(staff, applied, client):
    hr = staff("rh")
    assert f'href="{address(applied, "archive/")}"' in hr.get(address(applied)).content.decode()
    content = hr.get(address(applied, "archive/")).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("cv-1.pdf") == genuine.plain_pdf()
        assert "Dupont" in archive.read("data.json").decode()
    assert JournalEntry.objects.filter(action="applications:rh:export").count() == 1
    interview = staff("entretien")
    Assignment.objects.create(
        offer=applied.offer, user=User.objects.get(email="entretien@example.com")
    )
    assert interview.get(address(applied)).status_code == 200
    assert interview.get(address(applied, "archive/")).status_code == 302
