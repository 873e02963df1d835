"""People made up for the register, and a ledger that starts empty."""

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connections, transaction

from privacy.ledger import schema
from tests.privacy.rehearsal_app import tasks
from tests.privacy.rehearsal_app.models import Candidate, Exchange, Signup

PARIS = ZoneInfo("Europe/Paris")
BOTH = ("default", "ledger")


def paris(text):
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def empty_ledger():
    """A new ledger: the triggers let nobody empty the old one."""
    found = connections["ledger"]
    with transaction.atomic(using="ledger"), found.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {schema.TABLE}")
    schema.create(found)
    shutil.rmtree(settings.LEDGER_COPY_URL, ignore_errors=True)


@pytest.fixture
def ledger(request):
    """An empty ledger and second copy, and an empty private store."""
    request.getfixturevalue("transactional_db" if is_real(request) else "db")
    empty_ledger()
    empty_store()
    tasks.TOLD.clear()
    yield
    empty_store()


def is_real(request):
    marker = request.node.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


def empty_store():
    shutil.rmtree(Path(storages["private"].location) / "rehearsal", ignore_errors=True)


def plant(number=0, *, when="2026-05-12 10:00", exchanges=1, file=True, **fields):
    """A marked candidate with a file and exchanges."""
    mark = f"ZZPII{number}x"
    fields = {
        "name": f"{mark} Dupont",
        "email": f"{mark}@example.com".lower(),
        "message": f"{mark} message",
        "answers": {"why": f"{mark} answer"},
        "last_exchange": paris(when),
        **fields,
    }
    candidate = Candidate(**fields)
    if file:
        candidate.cv.save(f"{candidate.uuid}.pdf", ContentFile(f"{mark} cv".encode()), save=False)
    candidate.save()
    for position in range(exchanges):
        exchange = Exchange(candidate=candidate, body=f"{mark} wrote {position}")
        if file:
            exchange.attachment.save(
                f"{exchange.uuid}.txt", ContentFile(f"{mark} attachment".encode()), save=False
            )
        exchange.save()
    return candidate


def stored_files():
    root = Path(storages["private"].location) / "rehearsal"
    return sorted(path.name for path in root.rglob("*") if path.is_file()) if root.exists() else []


__all__ = ["BOTH", "Candidate", "Exchange", "Signup", "paris", "plant", "stored_files"]
