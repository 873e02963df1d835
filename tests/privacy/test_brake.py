"""The brake and the alarms."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command

from privacy import queries, services
from privacy.eraser import brake
from privacy.eraser import run as eraser
from privacy.models import ErasureRun, JournalEntry, RunStatus
from tests.privacy.conftest import BOTH, paris, plant
from tests.privacy.rehearsal_app.models import Candidate

pytestmark = [pytest.mark.django_db(databases=BOTH), pytest.mark.usefixtures("ledger")]

DUE = paris("2026-11-12 10:00")


def crowd(count, **fields):
    Candidate.objects.bulk_create(
        Candidate(name="x", email=f"x{n}@example.com", last_exchange=paris("2026-05-12 10:00"))
        for n in range(count)
    )


def test_most_records_at_once_stops_and_a_dpo_releases_it(django_user_model):
    crowd(20)
    dpo = django_user_model.objects.create_user(email="dpo@example.com")
    with time_machine.travel(DUE, tick=False):
        with pytest.raises(CommandError, match="brake") as stopped:
            call_command("erase_due")
        assert stopped.value.returncode == 3
        assert Candidate.objects.current().count() == 20
        run = queries.stopped_run()
        assert (run.brake, run.due) == (brake.SHARE, {"candidate": 20})
        assert "eraser:braked" in [alarm.cause for alarm in queries.alarms()]
        # Stopping again keeps one record, and releasing works once.
        with pytest.raises(CommandError):
            call_command("erase_due")
        assert ErasureRun.objects.filter(status=RunStatus.BRAKED).count() == 1
        services.release_brake(run=run, by=dpo)
        assert JournalEntry.objects.get().action == "privacy:eraser:release"
        with pytest.raises(ValueError, match="plus arrêté"):
            services.release_brake(run=run, by=dpo)
        call_command("erase_due")
        assert not Candidate.objects.exists()
        assert queries.stopped_run() is None


def test_a_release_does_not_cover_much_more_than_was_seen(django_user_model):
    crowd(20)
    dpo = django_user_model.objects.create_user(email="dpo@example.com")
    with time_machine.travel(DUE, tick=False):
        with pytest.raises(CommandError):
            call_command("erase_due")
        services.release_brake(run=queries.stopped_run(), by=dpo)
        crowd(60)
        with pytest.raises(CommandError, match="brake"):
            call_command("erase_due")
        assert Candidate.objects.count() == 80


def test_a_clock_a_year_ahead_stops():
    with time_machine.travel(paris("2026-11-01 03:10"), tick=False):
        call_command("erase_due")
    plant(exchanges=0, file=False)
    with time_machine.travel(paris("2027-11-01 03:10"), tick=False):
        with pytest.raises(CommandError, match=brake.CLOCK_LEAP):
            call_command("erase_due")
        assert Candidate.objects.exists()


def test_a_clock_that_went_back_erases_nothing_twice_and_stops():
    with time_machine.travel(paris("2026-11-20 03:10"), tick=False):
        call_command("erase_due")
    plant(exchanges=0, file=False)
    with (
        time_machine.travel(paris("2026-11-18 03:10"), tick=False),
        pytest.raises(CommandError, match=brake.CLOCK_BACK),
    ):
        call_command("erase_due")
    assert Candidate.objects.exists()


def test_far_more_than_usual_stops():
    crowd(2)
    with time_machine.travel(DUE, tick=False):
        call_command("erase_due")
    crowd(30)
    Candidate.objects.bulk_create(
        Candidate(name="new", email=f"n{n}@example.com", last_exchange=DUE) for n in range(200)
    )
    with (
        time_machine.travel(DUE + timedelta(days=1), tick=False),
        pytest.raises(CommandError, match=brake.UNUSUAL),
    ):
        call_command("erase_due")


def test_disagreeing_clocks_stop(monkeypatch):
    monkeypatch.setattr(brake, "database_clock", lambda: paris("2026-11-12 10:06"))
    with (
        time_machine.travel(DUE, tick=False),
        pytest.raises(CommandError, match=brake.CLOCKS_DISAGREE),
    ):
        call_command("erase_due")


def test_a_run_48_hours_late_raises_an_alarm():
    with time_machine.travel(DUE, tick=False):
        eraser.erase_due()
    with time_machine.travel(DUE + timedelta(hours=48), tick=False):
        assert not queries.erasure_late()
    with time_machine.travel(DUE + timedelta(hours=48, seconds=1), tick=False):
        assert queries.erasure_late()
        assert "eraser:late" in [alarm.cause for alarm in queries.alarms()]


def test_a_stopped_run_does_not_count_as_having_run():
    with time_machine.travel(DUE - timedelta(days=1), tick=False):
        eraser.erase_due()
    crowd(20)
    with time_machine.travel(DUE + timedelta(days=1, seconds=1), tick=False):
        with pytest.raises(eraser.Braked):
            eraser.erase_due()
        assert queries.erasure_late()


@pytest.mark.postgresql
@pytest.mark.usefixtures("real_clocks")
def test_a_machine_whose_clock_the_database_does_not_share_stops():
    with (
        time_machine.travel(paris("2099-11-12 10:00"), tick=False),
        pytest.raises(CommandError, match=brake.CLOCKS_DISAGREE),
    ):
        call_command("erase_due")
    call_command("erase_due")
