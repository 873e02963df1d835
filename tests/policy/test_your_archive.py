"""What a person takes away, and what the processors answered about them."""

import io
import json
import zipfile

import pytest
from django.utils import timezone

from privacy.rights.models import Event, ProcessorAnswer, SubjectRequest
from tests.policy.test_your_data import ADDRESS, _clock, enter, page
from tests.privacy.conftest import BOTH, plant
from tests.privacy.rehearsal_app.models import Signup

__all__ = ["_clock", "page"]  # the fixtures
pytestmark = pytest.mark.django_db(transaction=True, databases=BOTH)


def test_the_download_holds_data_to_read_data_to_reuse_and_the_files(client, page):
    candidate = plant(0)
    enter(client, page)
    response = client.post("/dossier/donnees.zip")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    data = json.loads(archive.read("data.json"))
    kinds = {record["kind"] for record in data["records"]}
    assert {"Candidatures", "Échanges"} <= kinds
    application = next(r for r in data["records"] if r["kind"] == "Candidatures")
    assert candidate.name in application["data"].values()
    assert application["erased_on"].startswith("2026-11-12")
    assert archive.read(application["files"][0]) == b"ZZPII0x cv"
    assert candidate.name in archive.read("data.html").decode()
    assert all(".." not in name and not name.startswith("/") for name in archive.namelist())


def test_an_address_that_is_only_looked_at_hands_out_nothing_and_writes_nothing(client, page):
    """What a browser or a mail scanner fetches by itself is no act of the person's."""
    enter(client, page)
    before = Event.objects.count()
    assert client.get("/dossier/donnees.zip")["Location"] == "/dossier/"
    assert Event.objects.count() == before
    client.post("/dossier/donnees.zip").close()
    assert Event.objects.count() == before + 1


def test_what_a_processor_answered_is_shown_with_why_since_and_until(client, page):
    Signup.objects.create(email=ADDRESS, at_processor=True)
    enter(client, page)
    request = SubjectRequest.objects.get()
    answer = ProcessorAnswer.objects.create(request=request, processor="post")
    assert "revenez dans quelques minutes" in client.get("/dossier/").content.decode()
    answer.content, answer.answered_at = {"status": "subscribed"}, timezone.now()
    answer.save()
    html = client.get("/dossier/").content.decode()
    section = html.split("Post Inc.")[1].split("</section>")[0].replace("\xa0", " ")
    # Why, since when, and the day it is erased there: 23 November + 30 days, with our own record.
    for told in (
        "répéter",
        "23 novembre 2026",
        "Inscriptions, <strong>23 décembre 2026",
        "subscribed",
    ):
        assert told in section
    response = client.post("/dossier/donnees.zip")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert "subscribed" in archive.read("data.html").decode()
