"""Each time of each job once: catch-up, daylight saving, kills, several schedulers."""

import os
import signal
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from outbox import queries, runs, schedule
from outbox.delivering import drain
from outbox.models import RunState, ScheduledJob, ScheduledRun
from outbox.schedule import PARIS, Job
from tests.outbox.conftest import in_a_child


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def daily(at: str) -> Job:
    return Job(name="daily", label="Daily", command="count_me", at=at)


# --- When ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "now", "due"),
    [
        ("03:10", "2026-11-23 02:09", "2026-11-22 02:10"),
        ("03:10", "2026-11-23 02:10", "2026-11-23 02:10"),
        ("03:10", "2026-07-23 01:10", "2026-07-23 01:10"),
        ("23:59", "2026-11-23 22:58", "2026-11-22 22:59"),
        ("00:00", "2026-11-22 23:00", "2026-11-22 23:00"),
        # 28 March 2027: 02:30 does not exist, the hour after it counts.
        ("02:30", "2027-03-28 01:29", "2027-03-27 01:30"),
        ("02:30", "2027-03-28 01:30", "2027-03-28 01:30"),
        ("02:30", "2027-03-29 00:30", "2027-03-29 00:30"),
        # 25 October 2026: 02:30 comes twice (00:30 and 01:30 UTC), the first one counts.
        ("02:30", "2026-10-25 00:30", "2026-10-25 00:30"),
        ("02:30", "2026-10-25 01:30", "2026-10-25 00:30"),
    ],
)
def test_when_a_daily_job_was_last_due(at, now, due):
    assert daily(at).latest(utc(now)) == utc(due)


@pytest.mark.parametrize("at", ["00:00", "01:59", "02:00", "02:30", "03:00", "03:10", "23:59"])
@pytest.mark.parametrize("around", ["2027-03-26", "2026-10-23"])
def test_once_per_day_through_both_changes_of_the_clock(at, around):
    job = daily(at)
    start = utc(f"{around} 12:00")
    slots = {job.latest(start + timedelta(minutes=10 * step)) for step in range(6 * 24 * 5)}
    days = [slot.astimezone(PARIS).date() for slot in sorted(slots)]
    assert len(days) == len(set(days)) == 6
    for earlier, later in zip(sorted(slots), sorted(slots)[1:], strict=False):
        assert job.following(earlier) == later


def test_every_few_minutes():
    job = Job(name="often", label="Often", command="x", every=timedelta(minutes=5))
    assert job.latest(utc("2026-11-23 10:04:59")) == utc("2026-11-23 10:00")
    assert job.following(utc("2026-11-23 10:00")) == utc("2026-11-23 10:05")


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"at": "03:00", "every": timedelta(hours=1)},
        {"at": "25:00"},
        {"every": timedelta(1) / 9999},
    ],
)
def test_a_job_that_contradicts_itself_is_refused(wrong):
    with pytest.raises(ValueError):  # noqa: PT011
        Job(name="x", label="x", command="x", **wrong)


# --- What runs ----------------------------------------------------------------------------------


@pytest.fixture
def counted(monkeypatch, tmp_path):
    """The command `count_me`: a line in a file for each run; fails or dies as the test says."""
    file = tmp_path / "runs"
    file.touch()
    todo = {}

    class Counting(BaseCommand):
        def handle(self, *args, **options):
            self.stdout.write("somebody@example.com")
            with file.open("a") as lines:
                lines.write("ran\n")
            if "do" in todo:
                todo["do"]()

    get_commands.cache_clear()
    commands = get_commands()
    monkeypatch.setitem(commands, "count_me", Counting())
    schedule._jobs.clear()
    counted = type("Counted", (), {})()
    counted.todo = todo
    counted.times = lambda: len(file.read_text().splitlines())
    yield counted
    get_commands.cache_clear()


def seen(job: Job, since: datetime) -> None:
    """The job has been known since that date."""
    schedule.register(job)
    ScheduledJob.objects.create(name=job.name, first_seen_at=since)


@pytest.mark.django_db
def test_a_new_job_waits_for_its_next_time(counted):
    schedule.register(daily("03:10"))
    with time_machine.travel(utc("2026-11-23 15:00")) as clock:
        assert runs.run_due() == []
        clock.move_to(utc("2026-11-24 02:09"))
        assert runs.run_due() == []
        clock.move_to(utc("2026-11-24 02:10"))
        assert len(runs.run_due()) == 1
        assert runs.run_due() == []
    assert counted.times() == 1


@pytest.mark.django_db
def test_after_a_week_of_standstill_it_runs_once(counted):
    seen(daily("03:10"), utc("2026-11-01 00:00"))
    with time_machine.travel(utc("2026-11-02 03:00")) as clock:
        runs.run_due()
        clock.move_to(utc("2026-11-09 15:00"))
        runs.run_due()
        runs.run_due()
        assert counted.times() == 2
        clock.move_to(utc("2026-11-10 02:10"))
        runs.run_due()
    assert counted.times() == 3


@pytest.mark.django_db
def test_a_clock_that_goes_back_repeats_nothing(counted):
    seen(daily("03:10"), utc("2026-11-01 00:00"))
    with time_machine.travel(utc("2026-11-09 15:00")) as clock:
        runs.run_due()
        clock.move_to(utc("2026-11-07 15:00"))
        assert runs.run_due() == []
    assert counted.times() == 1


@pytest.mark.django_db
def test_a_failure_is_recorded_by_its_class_tried_again_and_alarmed(counted, caplog):
    def fail():
        raise LookupError("somebody@example.com")

    counted.todo["do"] = fail
    seen(daily("03:10"), utc("2026-11-01 00:00"))
    with time_machine.travel(utc("2026-11-02 03:00")) as clock:
        [run] = runs.run_due()
        run.refresh_from_db()
        assert (run.state, run.error, run.lease_by) == (RunState.FAILED, "LookupError", None)
        assert runs.run_due() == []
        assert "failed:daily" in {alarm.cause for alarm in queries.alarms()}
        clock.shift(timedelta(minutes=6))
        counted.todo.clear()
        assert len(runs.run_due()) == 1
        run.refresh_from_db()
        assert (run.state, run.attempts) == (RunState.DONE, 2)
    assert "somebody" not in caplog.text
    assert ScheduledRun.objects.count() == 1


@pytest.mark.django_db
def test_a_job_that_does_not_come_is_late(counted):
    seen(daily("03:10"), utc("2026-11-01 00:00"))
    with time_machine.travel(utc("2026-11-02 03:00")) as clock:
        runs.run_due()
        clock.move_to(utc("2026-11-03 05:09"))
        assert queries.late_jobs() == []
        clock.move_to(utc("2026-11-03 05:11"))
        assert [status.name for status in queries.late_jobs()] == ["daily"]
        runs.run_due()
        assert queries.late_jobs() == []


@pytest.mark.django_db
def test_run_now(counted):
    schedule.register(daily("03:10"))
    assert runs.ask_for(job="daily", by=None) == runs.ask_for(job="daily", by=None)
    assert len(runs.run_due()) == 1
    assert runs.run_due() == []
    with pytest.raises(ValueError, match="no job"):
        runs.ask_for(job="nightly", by=None)


@pytest.mark.django_db
def test_the_command_for_cron_says_what_ran_and_what_failed(counted, capsys):
    seen(daily("03:10"), utc("2026-11-01 00:00"))
    with time_machine.travel(utc("2026-11-02 03:00")) as clock:
        call_command("run_due_jobs")
        assert capsys.readouterr().out == "daily: done\n"
        clock.shift(timedelta(days=1))
        counted.todo["do"] = lambda: 1 / 0
        with pytest.raises(CommandError, match="1 of 1"):
            call_command("run_due_jobs")


@pytest.mark.django_db(transaction=True)
def test_schedulers_at_once_run_it_once(counted):
    seen(daily("03:10"), timezone.now() - timedelta(days=3))
    pids = [in_a_child(lambda: [runs.run_due() for _ in range(5)]) for _ in range(4)]
    for pid in pids:
        assert os.waitpid(pid, 0)[1] == 0
    assert counted.times() == 1
    assert ScheduledRun.objects.get().state == RunState.DONE


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_it_is_taken_up_again(counted):
    seen(daily("03:10"), timezone.now() - timedelta(days=3))
    counted.todo["do"] = lambda: os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(in_a_child(runs.run_due), 0)
    counted.todo.clear()
    assert counted.times() == 1
    assert runs.run_due() == [], "held until the lease lapses"
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        assert len(runs.run_due()) == 1
        assert runs.run_due() == []
    run = ScheduledRun.objects.get()
    assert (run.state, run.attempts, counted.times()) == (RunState.DONE, 2, 2)


@pytest.mark.django_db(transaction=True)
def test_killed_at_every_statement_it_still_runs(counted):
    """As for deliveries: whatever the point, the next look finishes it, once the lease is over."""
    job = daily("03:10")
    for number in range(1, 40):
        ScheduledJob.objects.all().delete()
        schedule._jobs.clear()
        seen(job, timezone.now() - timedelta(days=3))
        before = counted.times()
        count = 0

        def statement(execute, sql, params, many, context, number=number):
            nonlocal count
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        def look(statement=statement):
            with connection.execute_wrapper(statement):
                runs.run_due()

        _pid, status = os.waitpid(in_a_child(look), 0)
        with time_machine.travel(timezone.now() + timedelta(seconds=61)):
            runs.run_due()
        assert ScheduledRun.objects.get().state == RunState.DONE
        assert 1 <= counted.times() - before <= 2
        if os.WIFEXITED(status):
            break
    else:
        pytest.fail("there were more statements than points tried")
    assert number > 8


# --- Alerts -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_one_mail_per_cause_and_day_and_address(counted, settings):
    settings.ALERT_EMAIL = ["ops@example.com", "dpo@example.com"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(utc("2026-11-02 12:00")) as clock:
        for _time in range(3):
            call_command("send_alerts")
            drain(only="email")
            clock.shift(timedelta(hours=1))
        assert {one.to[0] for one in mail.outbox} == {"dpo@example.com", "ops@example.com"}
        assert len(mail.outbox) == 2
        assert "/admin/outbox/" in mail.outbox[0].body
        clock.shift(timedelta(days=1))
        call_command("send_alerts")
        drain(only="email")
    assert len(mail.outbox) == 4


def test_every_job_of_the_site_names_a_command_that_exists():
    from outbox.checks import jobs_have_commands

    assert jobs_have_commands() == []
    schedule.register(Job(name="wrong", label="Wrong", command="no_such_thing", at="01:00"))
    assert [message.id for message in jobs_have_commands()] == ["outbox.E001"]
