"""The register's screens: who sees them, the release, the two-step shortening."""

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import User
from privacy import services
from privacy.eraser import run as eraser
from privacy.models import ErasureRun, JournalEntry, RetentionLength, RunStatus
from tests.privacy.conftest import BOTH, paris, plant
from tests.privacy.rehearsal_app.models import Candidate

pytestmark = [pytest.mark.django_db(databases=BOTH), pytest.mark.usefixtures("ledger")]

DUE = paris("2026-11-12 10:00")
OURS = ["view_erasurerun", "release_brake", "change_retentionlength", "view_journalentry"]
SCREENS = ["privacy_runs:index", "privacy_retention:index", "privacy_journal:index"]


def staff(*codenames):
    user = User.objects.create_user(email=f"{'-'.join(codenames) or 'x'}@example.com")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user


@pytest.fixture
def dpo(client):
    user = staff(*OURS)
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    """The second factor is another package's; these tests are about permissions."""
    settings.MIDDLEWARE = [
        name for name in settings.MIDDLEWARE if not name.startswith("accounts.middleware")
    ]


@pytest.mark.parametrize("screen", SCREENS)
def test_each_screen_needs_its_own_permission(client, screen):
    client.force_login(staff())
    assert client.get(reverse(screen)).status_code in (302, 403)
    client.force_login(staff(*OURS))
    assert client.get(reverse(screen)).status_code == 200


def test_without_the_right_known_and_unknown_look_the_same(client, dpo):
    client.force_login(staff())
    known = client.get(reverse("privacy_retention:shorten", args=["candidate"]))
    unknown = client.get(reverse("privacy_retention:shorten", args=["nothing"]))
    assert known.status_code == unknown.status_code
    run = ErasureRun.objects.create(status=RunStatus.BRAKED, brake="share")
    answers = {
        client.post(reverse("privacy_runs:release", args=[pk])).status_code
        for pk in (run.pk, run.pk + 10**6)
    }
    assert len(answers) == 1
    run.refresh_from_db()
    assert run.status == RunStatus.BRAKED


def test_a_stopped_run_is_shown_and_released(client, dpo):
    Candidate.objects.bulk_create(
        Candidate(name="x", email=f"x{n}@example.com", last_exchange=paris("2026-05-12 10:00"))
        for n in range(20)
    )
    with time_machine.travel(DUE, tick=False):
        with pytest.raises(eraser.Braked):
            eraser.erase_due()
        page = client.get(reverse("privacy_runs:index")).content.decode()
        run = ErasureRun.objects.get()
        assert "Candidatures – 20" in page
        address = reverse("privacy_runs:release", args=[run.pk])
        assert address in page
        assert client.get(address).status_code == 302
        run.refresh_from_db()
        assert run.status == RunStatus.BRAKED
        client.post(address)
        run.refresh_from_db()
        assert (run.status, run.released_by) == (RunStatus.RELEASED, dpo)
        assert eraser.erase_due().erased == 20


def test_a_shortening_tells_how_many_records_go_before_it_is_saved(client, dpo):
    plant(1, when="2026-05-20 10:00", file=False, exchanges=0)
    plant(2, when="2026-10-20 10:00", file=False, exchanges=0)
    address = reverse("privacy_retention:shorten", args=["candidate"])
    with time_machine.travel(paris("2026-11-01 10:00"), tick=False):
        page = client.post(address, {"length": 4}).content.decode()
        assert not RetentionLength.objects.exists()
        assert 'value="4:1"' in page
        # Another person became due meanwhile: the new number is shown, nothing is saved.
        plant(3, when="2026-05-21 10:00", file=False, exchanges=0)
        page = client.post(address, {"length": 4, "confirmed": "4:1"}).content.decode()
        assert 'value="4:2"' in page
        assert not RetentionLength.objects.exists()
        client.post(address, {"length": 4, "confirmed": "4:2"})
        assert RetentionLength.objects.get().length == 4
        assert Candidate.objects.count() == 3
        assert eraser.erase_due().erased == 2
    assert JournalEntry.objects.filter(action="privacy:retention:shorten").count() == 1


@pytest.mark.parametrize("length", ["0", "7", "", "x", "9" * 40, "-1", "3.5"])
def test_a_length_out_of_range_is_refused_with_a_message(client, dpo, length):
    address = reverse("privacy_retention:shorten", args=["candidate"])
    answer = client.post(address, {"length": length, "confirmed": f"{length}:0"})
    assert answer.status_code == 200
    assert not RetentionLength.objects.exists()


def test_a_fixed_length_has_no_form(client, dpo):
    address = reverse("privacy_retention:shorten", args=["signup"])
    assert client.get(address).status_code == 404


def test_the_journal_shows_who_did_what_to_which_reference(client, dpo):
    services.journal(actor=dpo, action="careers:cv:read", reference="candidate 3f2a91c0")
    gone = User.objects.create_user(email="gone@example.com")
    services.journal(actor=gone, action="careers:cv:export", reference="candidate 77aa")
    gone.delete()
    page = client.get(reverse("privacy_journal:index")).content.decode()
    assert "careers:cv:read" in page
    assert "candidate 3f2a91c0" in page
    assert f"#{gone.pk or JournalEntry.objects.get(action='careers:cv:export').actor_id}" in page
    only = client.get(reverse("privacy_journal:index"), {"action": "export"}).content.decode()
    assert "careers:cv:read" not in only
