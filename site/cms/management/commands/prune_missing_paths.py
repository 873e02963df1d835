from typing import Any

from django.core.management.base import BaseCommand

from cms.missing_paths.recording import DAYS, forget_old


class Command(BaseCommand):
    help = f"Forgets addresses that do not exist and that nobody asked for in {DAYS} days."

    def handle(self, *_args: Any, **options: Any) -> None:
        count = forget_old()
        if options["verbosity"]:
            self.stdout.write(f"{count} addresses forgotten.")
