"""A backlog of the size that years of neglect would leave, erased while visitors keep writing.

`make soak` runs it with 100,000 records; SOAK_ROWS=5000 makes it short. It prints what it measured.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from pages.models import HomePage
from policy.models import YourDataPage
from privacy.rights.models import SubjectRequest
from tests.privacy.conftest import BOTH, empty_ledger
from tests.privacy.rehearsal_app.models import Candidate, Exchange
from tests.privacy.test_killed import ROOT, address

ROWS = int(os.environ.get("SOAK_ROWS", "100000"))
MEMORY = 300 * 1024  # KiB, as getrusage counts
SLOWEST = 1.0  # seconds a form may take meanwhile

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=BOTH),
    pytest.mark.timeout(4 * 3600),
]


def seed(rows: int) -> None:
    """So many records past their date, and a few more that are not, each with an exchange."""
    past, now = timezone.now() - timedelta(days=400), timezone.now()
    for start in range(0, 2 * rows + 200, 2000):
        people = [
            Candidate(
                name=f"Personne {number}",
                email=f"p{number}@example.com",
                message="Bonjour. " * 20,
                last_exchange=past if number < rows else now,
            )
            for number in range(start, min(start + 2000, 2 * rows + 200))
        ]
        Candidate.objects.bulk_create(people)
        Exchange.objects.bulk_create(
            Exchange(candidate=person, body="Réponse. " * 10) for person in people
        )


@pytest.fixture
def form(settings):
    """The form « Vos données », and its answer to a visitor in seconds."""
    settings.FORM_POSTS_PER_MINUTE = settings.HUMAN_CHECK_MIN_SECONDS = 0
    home = Page.get_first_root_node().add_child(
        instance=HomePage(title="Accueil", slug="soak", locale=Locale.get_default())
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=8000, root_page=home, is_default_site=True)
    page = home.add_child(
        instance=YourDataPage(title="Vos données", slug="vos", locale=Locale.get_default())
    )

    def post(number: int) -> float:
        client = Client()
        token = client.get("/form-token/?form=your-data").json()["token"]
        begun = time.monotonic()
        reply = client.post(page.url, {"email": f"v{number}@example.com", "form_token": token})
        assert reply.status_code == 303
        return time.monotonic() - begun

    return post


def test_a_backlog_goes_in_bounded_memory_while_forms_answer(form):
    empty_ledger()
    seed(ROWS)
    form(-1)
    begun = time.monotonic()
    purge = subprocess.Popen(
        [sys.executable, "manage.py", "erase_due"],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": address("default"),
            "LEDGER_URL": address("ledger"),
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "LOG_LEVEL": "CRITICAL",
        },
    )
    answers = []
    while purge.poll() is None:
        answers.append(form(len(answers)))
        try:
            purge.wait(1)
        except subprocess.TimeoutExpired:
            continue
    took = time.monotonic() - begun
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    sys.stdout.write(
        f"\n{ROWS} records in {took:.0f} s ({took / ROWS * 1000:.2f} ms each), "
        f"at most {peak / 1024:.0f} MiB; {len(answers)} forms meanwhile: "
        f"median {statistics.median(answers):.3f} s, slowest {max(answers):.3f} s\n"
    )
    assert purge.returncode == 0
    assert Candidate.objects.count() == Exchange.objects.count() == ROWS + 200
    assert SubjectRequest.objects.count() == len(answers) + 1
    assert peak <= MEMORY
    assert max(answers) < SLOWEST
    empty_ledger()
