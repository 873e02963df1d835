from typing import Any

from django.core.management.base import BaseCommand

from pages.preview_links.services import KEPT, forget_old


class Command(BaseCommand):
    help = f"Forgets preview links that have opened nothing for {KEPT.days} days."

    def handle(self, *_args: Any, **options: Any) -> None:
        count = forget_old()
        if options["verbosity"]:
            self.stdout.write(f"{count} preview links forgotten.")
