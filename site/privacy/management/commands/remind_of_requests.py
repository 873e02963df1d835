"""Remind those who answer requests of the ones past their twentieth day."""

from typing import Any

from django.core.management.base import BaseCommand

from privacy.rights.reminders import remind


class Command(BaseCommand):
    help = "Write to those who answer requests of persons when one is close to its deadline."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind()} reminded.")
