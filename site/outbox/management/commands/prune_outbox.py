"""Delete what the outbox no longer needs to remember."""

from typing import Any

from django.core.management.base import BaseCommand

from outbox.pruning import prune


class Command(BaseCommand):
    help = "Delete deliveries that ended long ago, old runs of the schedule and dead workers."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{prune()} rows deleted.")
