from typing import Any

from django.core.management.base import BaseCommand

from pages.figures.services import prune


class Command(BaseCommand):
    help = "Deletes figures of the site that are older than 25 months."

    def handle(self, *_args: Any, **options: Any) -> None:
        gone = prune()
        if options["verbosity"]:
            self.stdout.write(f"{gone} figures deleted.")
