"""Prove that erasure leaves nothing behind."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from privacy.proof.services import RehearsalFailed, prove_erasure


class Command(BaseCommand):
    """Exit code 0 when nothing was left of anybody; 1, with the places, otherwise."""

    help = (
        "Lead made-up, marked people through the public forms, the staff's work, time and the "
        "eraser, in a scratch environment, then look everywhere for what is left of them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--no-record", action="store_true", help="do not note the result in the database"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = prove_erasure(record=not options["no_record"])
        except RehearsalFailed as error:
            raise CommandError(f"The rehearsal broke down.\n{error}") from None
        for place in run.left:
            self.stderr.write(f"LEFT  {place}")
        if not run.passed:
            raise CommandError(f"Something is left in {len(run.left)} places.", returncode=1)
        self.stdout.write(
            f"Proved on {run.database}: {run.people} people, {run.places} places searched, "
            "nothing left."
        )
