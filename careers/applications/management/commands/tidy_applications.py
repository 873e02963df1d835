from typing import Any

from django.core.management.base import BaseCommand

from careers.applications.messages.sending import catch_up
from careers.applications.vault.staging import clear


class Command(BaseCommand):
    help = "Delete files kept for longer than an hour; write down what became of sent messages."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{clear()} kept files cleared, {catch_up()} messages settled.")
