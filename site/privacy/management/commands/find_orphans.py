"""Find files without a record and records without their file."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from privacy.orphans import find_orphans


class Command(BaseCommand):
    """Files that have been orphans for two days are removed; exit code not 0 when rows lack a file."""

    help = "Find files without a record (removed after two days) and records without their file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Report only.")

    def handle(self, *args: Any, **options: Any) -> None:
        found = find_orphans(remove=not options["dry_run"])
        for store, name in found.removed:
            self.stdout.write(f"removed\t{store}\t{name}")
        for store, name in found.files:
            self.stdout.write(f"file without record\t{store}\t{name}")
        for row in found.rows:
            self.stdout.write(f"record without file\t{row}")
        for store in found.unreadable:
            self.stdout.write(f"store not readable\t{store}")
        if found.rows or found.unreadable:
            raise CommandError("Some records lack their file, or a store could not be read.")
