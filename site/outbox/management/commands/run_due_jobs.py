"""Run the scheduled jobs that are due, once (for cron or a systemd timer)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext_lazy as _

from outbox.models import RunState
from outbox.runs import run_due


class Command(BaseCommand):
    help = str(_("Run the scheduled jobs that are due. Needed only where no worker runs."))

    def handle(self, *args: Any, **options: Any) -> None:
        runs = run_due()
        for run in runs:
            self.stdout.write(f"{run.job_id}: {run.state} {run.error}".rstrip())
        failures = [run for run in runs if run.state == RunState.FAILED]
        if failures:
            raise CommandError(f"{len(failures)} of {len(runs)} jobs failed.")
