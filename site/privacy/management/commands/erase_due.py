"""Erase what is past its date."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from privacy import housekeeping
from privacy.declarations import reference
from privacy.eraser import run as eraser
from privacy.eraser.preview import would_go
from privacy.models import RunStatus


class Command(BaseCommand):
    """Exit code 0 when all that is due is gone; not 0 when the brake stopped it or something stays."""

    help = "Erase what is past its date, everywhere a copy can lie."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="List what would be erased, by reference, and change nothing.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            return self.list_due()
        try:
            run = eraser.erase_due()
        except eraser.Busy:
            self.stdout.write("Another run is going on and does the work.")
            return None
        except eraser.Braked as stopped:
            raise CommandError(
                f"Stopped by the brake ({stopped.run.brake}): {stopped.run.due_in_all} due. "
                "A DPO can release it in the administration.",
                returncode=3,
            ) from None
        trouble = housekeeping.tidy(now=timezone.now())
        self.stdout.write(
            f"{run.erased} erased, {run.kept} kept for a reason, {run.waiting} waiting."
        )
        if run.status != RunStatus.DONE or trouble:
            raise CommandError(
                "Something could not be erased yet; the next run takes it up again."
                if run.waiting
                else "The second copy of the ledger could not be reached.",
                returncode=2,
            )
        return None

    def list_due(self) -> None:
        """One line per row: rule, model, reference, date due."""
        count = 0
        for going in would_go(now=timezone.now()):
            count += 1
            self.stdout.write(
                f"{going.rule}\t{going.declaration.model}\t{reference(going.row)}"
                f"\t{going.at:%Y-%m-%d %H:%M}"
            )
        self.stdout.write(f"{count} would be erased.")
