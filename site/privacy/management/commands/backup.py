from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from privacy.backup.archive import AlreadyRunning
from privacy.backup.container import DamagedArchive, UnusableKey
from privacy.backup.databases import DatabaseToolFailed
from privacy.backup.places import PlaceUnreachable, place, reaching
from privacy.backup.services import NothingToRestore, check_backup, make_backup


class Command(BaseCommand):
    help = (
        "Back up database, media and private files of one moment, encrypted, to BACKUP_URL, "
        "and delete backups older than the stated window. The ledger of erasures is left out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--list", action="store_true", help="name the backups there are")
        what.add_argument(
            "--check", metavar="NAME", nargs="?", const="", help="read a backup whole"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["list"]:
                with reaching():
                    archives = place().archives()
                for archive in archives:
                    self.stdout.write(f"{archive.name}  {archive.size} bytes")
            elif options["check"] is not None:
                contents = check_backup(options["check"] or None)
                self.stdout.write(f"Whole: made {contents.made_at}, {contents.files} files.")
            else:
                made = make_backup()
                self.stdout.write(
                    f"{made.archive.name}: {made.files} files, {made.archive.size} bytes; "
                    f"{len(made.expired)} expired backups deleted."
                )
        except (
            AlreadyRunning,
            DamagedArchive,
            DatabaseToolFailed,
            NothingToRestore,
            PlaceUnreachable,
            UnusableKey,
        ) as error:
            raise CommandError(str(error)) from error
