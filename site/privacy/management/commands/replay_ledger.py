"""After a restore: erase again whatever the ledger says is erased."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from privacy.eraser import run as eraser
from privacy.ledger import LedgerDamaged
from privacy.ledger.copy import CopyUnreachable
from privacy.restoring import LedgerMissing


class Command(BaseCommand):
    """Safe to run at any time; the site serves again once it exits with 0."""

    help = "Erase again every erased row that a restored backup has brought back."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = eraser.replay()
        except eraser.Busy:
            raise CommandError("The eraser is at work; try again when it has ended.") from None
        except LedgerMissing:
            raise CommandError(
                "The ledger is older than this database, and so is its second copy "
                "(LEDGER_COPY_URL). Bring the newest ledger back first."
            ) from None
        except LedgerDamaged as error:
            raise CommandError(f"The ledger is damaged: {error}") from None
        except CopyUnreachable as error:
            raise CommandError(f"The second copy of the ledger cannot be read: {error}") from None
        self.stdout.write(f"{done.entries} entries read, {done.again} rows erased again.")
        if done.waiting:
            raise CommandError(f"{done.waiting} rows could not be erased; the site stays closed.")
