from typing import Any

from django.core.management.base import BaseCommand

from pages.link_keeper.scanning import scan


class Command(BaseCommand):
    help = "Checks the links within the site: pages, addresses and anchors."

    def handle(self, *_args: Any, **options: Any) -> None:
        count = scan()
        if options["verbosity"]:
            self.stdout.write(f"{count} broken links.")
