"""Finish erasures under way: requests, withdrawals, and what a killed run left."""

from typing import Any

from django.core.management.base import BaseCommand

from privacy.eraser import run as eraser


class Command(BaseCommand):
    help = "Finish erasures under way (requests, withdrawals, killed runs)."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = eraser.finish()
        except eraser.Busy:
            self.stdout.write("Another run is going on and does the work.")
            return
        if run is None:
            self.stdout.write("Nothing under way.")
        else:
            self.stdout.write(f"{run.erased} erased, {run.waiting} waiting.")
