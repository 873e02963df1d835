"""What the database's own files still hold of a deleted person, and two runs at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.search.models import IndexEntry

from privacy import services
from privacy.eraser import run as eraser
from privacy.eraser.traces.search import full_text_tables
from privacy.ledger import book
from tests.privacy.conftest import BOTH, plant, stored_files
from tests.privacy.rehearsal_app.models import Candidate, Tally
from tests.privacy.test_killed import ROOT, address

pytestmark = [
    pytest.mark.django_db(databases=BOTH, transaction=True),
    pytest.mark.usefixtures("ledger"),
]


def bytes_on_disk():
    """The main database's file and its write-ahead log."""
    name = Path(connection.settings_dict["NAME"])
    beside = [name, name.with_name(f"{name.name}-wal")]
    return b"".join(path.read_bytes() for path in beside if path.exists())


@pytest.mark.sqlite
def test_no_byte_of_the_person_is_left_in_the_files_of_sqlite(django_user_model):
    candidate = plant(7)
    kind = ContentType.objects.get_for_model(Candidate)
    FormState.objects.create(
        content_type=kind,
        object_id=candidate.pk,
        user=django_user_model.objects.create_user(email="rh@example.com"),
        data={"name": "ZZPII7x"},
        last_updated_at=timezone.now(),
    )
    # A personal model may not be indexed (a check); this one was before the check existed.
    IndexEntry.objects.create(
        content_type=kind, object_id=candidate.pk, title="ZZPII7x", body="ZZPII7x wrote"
    )
    assert full_text_tables()
    assert b"zzpii7x" in bytes_on_disk().lower()
    services.erase_rows(rows=[candidate], rule="request")
    eraser.finish()
    assert not IndexEntry.objects.filter(content_type=kind).exists()
    assert b"zzpii7x" not in bytes_on_disk().lower()


def test_two_runs_at_once_do_it_once():
    for number in range(30):
        plant(number, when="2020-01-01 10:00")
    environment = {
        **os.environ,
        "DATABASE_URL": address("default"),
        "LEDGER_URL": address("ledger"),
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "LOG_LEVEL": "CRITICAL",
    }
    script = (
        "import django; django.setup()\n"
        "from privacy.eraser import run\n"
        "try: run.erase_due(released=True)\n"
        "except run.Busy: pass\n"
    )
    connections.close_all()
    both = [
        subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=environment)
        for _ in range(2)
    ]
    assert [one.wait() for one in both] == [0, 0]
    assert not Candidate.objects.exists()
    assert stored_files() == []
    assert Tally.objects.get().gone == 30
    entries = list(book.entries())
    assert len(entries) == len({(entry.row, entry.phase) for entry in entries}) == 120
    assert timezone.now().isoformat() >= entries[-1].at
