"""What the DPO does for somebody who asked by telephone or letter: look, hand over, erase."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from outbox.delivering import drain
from privacy.models import JournalEntry
from privacy.rights.models import Channel, Event, State, SubjectRequest
from tests.privacy.conftest import BOTH, Candidate, plant

pytestmark = pytest.mark.django_db(transaction=True, databases=BOTH)
INDEX = "/admin/privacy/requests/"


@pytest.fixture
def asked(room):
    """Somebody has telephoned, and the DPO has made sure who it is."""
    plant(0, when=f"{timezone.localdate() - timedelta(days=30)} 10:00")
    plant(1)
    return SubjectRequest.objects.create(
        email="zzpii0x@example.com",
        language="fr",
        kind="erasure",
        channel=Channel.TELEPHONE,
        state=State.OPEN,
        proved_at=timezone.now(),
    )


def test_what_is_held_is_seen_handed_over_and_erased_inside_the_request(desk, dpo, asked):
    at = f"{INDEX}{asked.pk}/"
    assert f"{at}held/" in desk.get(at).content.decode()
    page = desk.get(f"{at}held/")
    assert "Candidatures" in page.content.decode()
    assert "ZZPII0x" not in page.content.decode()  # what the records say is in the archive
    assert "no-store" in page["Cache-Control"]

    taken = desk.post(f"{at}archive/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(taken.streaming_content)))
    data = json.loads(archive.read("data.json"))
    assert data["delete_after"] == (timezone.localdate() + timedelta(days=90)).isoformat()
    html = archive.read("data.html").decode()
    assert "ZZPII0x Dupont" in html
    assert "ZZPII1x" not in html
    assert "no-store" in taken["Cache-Control"]

    assert "Échanges" in desk.post(f"{at}erase/").content.decode()
    assert Candidate.objects.current().count() == 2
    desk.post(f"{at}erase/", {"confirmed": "1"})
    for _round in range(3):
        call_command("finish_erasures")
        drain()
    assert not Candidate.objects.filter(email=asked.email).exists()
    assert Candidate.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        drain()
    assert (mail.outbox[-1].to, "Candidatures" in mail.outbox[-1].body) == ([asked.email], True)
    asked.refresh_from_db()
    assert asked.state == State.ANSWERED
    noted = JournalEntry.objects.order_by("pk").values_list("action", flat=True)
    assert [one.split(":")[2] for one in noted if "request" in one] == [
        "read",
        "look",
        "export",
        "erase",
    ]
    assert set(Event.objects.filter(actor=dpo).values_list("action", flat=True)) == {
        "exported",
        "erased",
        "answered",
    }
    # Answered: the door is closed again.
    assert desk.get(f"{at}held/")["Location"] == at


def test_without_proof_of_who_asks_only_the_link_is_sent(desk, asked):
    asked.proved_at = None
    asked.save()
    at = f"{INDEX}{asked.pk}/"
    for path in ("held/", "archive/", "erase/"):
        assert desk.post(f"{at}{path}", {"confirmed": "1"})["Location"] == at
    assert Candidate.objects.current().count() == 2
    desk.post(f"{at}link/")
    drain()
    assert mail.outbox[-1].to == [asked.email]
    assert "/dossier/lien/" in mail.outbox[-1].body


def test_nobody_else_gets_in(asked, person, sign_in):
    hr = sign_in(person("rh", enrolled=True))
    for path in ("held/", "archive/", "erase/", "link/"):
        answers = [hr.post(f"{INDEX}{pk}/{path}") for pk in (asked.pk, 999_999)]
        assert {(one.status_code, one["Location"]) for one in answers} == {(302, "/admin/")}
