"""Keep the promise of the backup window, whatever becomes of tonight's backup and erasure."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from privacy.backup.places import delete_expired, place
from privacy.ledger import book
from privacy.ledger.copy import CopyUnreachable, forget_subjects


class Command(BaseCommand):
    """A job of its own: `backup` deletes what has expired after a good backup only, and the eraser
    forgets hashes after a good run only. Exit code not 0 when a place cannot be reached.
    """

    help = (
        "Delete backups older than the stated window, and the hashes of persons in the ledger that "
        "no backup can hold any more."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        from botocore.exceptions import BotoCoreError, ClientError

        now = timezone.now()
        limit = now - timedelta(days=settings.BACKUP_WINDOW_DAYS)
        forgotten = book.forget_subjects(before=limit)
        trouble = ""
        try:
            forget_subjects(before=limit)
        except CopyUnreachable:
            trouble = "The second copy of the ledger could not be reached. "
        try:
            expired = delete_expired(place(), now=now)
        except (OSError, BotoCoreError, ClientError) as error:
            raise CommandError(f"{trouble}Backups: {type(error).__name__}.") from None
        self.stdout.write(f"{len(expired)} backups deleted, {forgotten} hashes forgotten.")
        if trouble:
            raise CommandError(trouble.strip())
