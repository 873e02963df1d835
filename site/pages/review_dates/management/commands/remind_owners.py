from typing import Any

from django.core.management.base import BaseCommand

from pages.review_dates.services import give_dates, remind


class Command(BaseCommand):
    help = "Gives published pages without a review date one, and reminds the owners of those that are due."

    def handle(self, *_args: Any, **options: Any) -> None:
        made, told = give_dates(), remind()
        if options["verbosity"]:
            self.stdout.write(f"{made} dates given, {told} people reminded.")
