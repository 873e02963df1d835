"""SIGKILL while a candidate is erased, and while one applies: nothing half is ever left."""

import os
import subprocess
import sys

import pytest

from careers.applications.models import Application, ApplicationFile
from careers.applications.services import applying
from careers.applications.vault import files, settling
from outbox.models import Delivery
from tests.careers.applications import genuine
from tests.careers.applications.conftest import deliver, post_form, store
from tests.privacy.conftest import BOTH, empty_ledger
from tests.privacy.test_killed import ROOT, address

pytestmark = pytest.mark.django_db(databases=BOTH, transaction=True)


def test_killed_anywhere_the_next_run_erases_the_rest(settings):
    empty_ledger()
    environment = {
        **os.environ,
        "DATABASE_URL": address("default"),
        "LEDGER_URL": address("ledger"),
        "VAULT_KEYS": settings.VAULT_KEYS[0],
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "LOG_LEVEL": "CRITICAL",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.careers.applications.killing", "1", "13"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert int(done.stdout.split()[-2]) > 10, done.stdout


def test_a_post_that_dies_leaves_neither_row_nor_file(client, careers, monkeypatch):
    """The file comes into its row inside the transaction: there is no moment with one of the two."""

    class Power(BaseException):
        """The power goes."""

    def gone(**kwargs):
        raise Power

    monkeypatch.setattr(applying, "send_mail", gone)
    with pytest.raises(Power):
        post_form(client, careers.offer, cv=genuine.plain_pdf())
    assert not Application.objects.exists()
    assert not ApplicationFile.objects.exists()
    assert not Delivery.objects.filter(about_model__startswith="applications.").exists()
    assert not store().exists()


def test_a_store_that_is_away_loses_nothing(client, careers, settings):
    """The visitor is served; the CV moves when the store is back."""
    store().parent.mkdir(parents=True, exist_ok=True)
    store().write_bytes(b"in the way")
    assert post_form(client, careers.offer, cv=genuine.plain_pdf()).status_code == 303
    deliver()
    row = ApplicationFile.objects.get()
    assert row.content is not None
    store().unlink()
    settling._settle(row)
    assert files.read(ApplicationFile.objects.get()) == genuine.plain_pdf()
