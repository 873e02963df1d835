from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from outbox.services import hold_restored
from privacy import restoring
from privacy.backup.archive import AlreadyRunning
from privacy.backup.container import DamagedArchive, UnusableKey
from privacy.backup.databases import DatabaseToolFailed
from privacy.backup.places import PlaceUnreachable
from privacy.backup.services import NothingToRestore, restore_files_and_database
from privacy.ledger import LedgerDamaged, book, schema
from privacy.ledger.copy import CopyUnreachable


class Command(BaseCommand):
    help = (
        "Put a backup back: files, then the database, then the ledger is replayed so that nobody "
        "erased comes back. The archive is checked whole before anything is touched. Stop the web "
        "and worker processes first; the site refuses to serve until the replay is done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", help="the backup; the newest one unless named")
        parser.add_argument(
            "--nothing-was-ever-erased",
            action="store_true",
            help="go on without a ledger, because this site has never erased anybody",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.demand_ledger(may_be_empty=options["nothing_was_ever_erased"])
            done = restore_files_and_database(options["name"])
        except CopyUnreachable as error:
            raise CommandError(
                f"The ledger's second place (LEDGER_COPY_URL) cannot be reached: {error}."
            ) from error
        except (
            AlreadyRunning,
            DamagedArchive,
            DatabaseToolFailed,
            LedgerDamaged,
            NothingToRestore,
            PlaceUnreachable,
            UnusableKey,
        ) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored the backup of {done.made_at}: {done.written} files written, "
            f"{done.unchanged} in place already."
        )
        call_command("migrate", interactive=False, verbosity=0)
        call_command("replay_ledger", stdout=self.stdout)
        if held := hold_restored():
            self.stdout.write(
                f"{held} messages may have left already: decide in the admin, Outbox."
            )

    def demand_ledger(self, *, may_be_empty: bool) -> None:
        """The ledger must be at hand, taken from its second place if need be (LEDGER_COPY_URL)."""
        schema.create(connections["ledger"])
        restoring.bring_ledger_back()
        if not book.head().seq and not may_be_empty:
            raise CommandError(
                "The ledger of erasures is empty, and so is its second place (LEDGER_COPY_URL). "
                "Without it, people who were erased would come back. Bring it back first; if this "
                "site has never erased anybody, say --nothing-was-ever-erased."
            )
