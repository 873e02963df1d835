from typing import Any

from django.core.management.base import BaseCommand

from pages.bin.models import KEPT
from pages.bin.services import empty


class Command(BaseCommand):
    help = f"Deletes for good the pages that have been in the bin for {KEPT.days} days."

    def handle(self, *_args: Any, **options: Any) -> None:
        gone, kept = empty()
        if options["verbosity"]:
            self.stdout.write(f"{gone} deleted, {kept} still needed elsewhere.")
