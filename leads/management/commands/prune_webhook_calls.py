from typing import Any

from django.core.management.base import BaseCommand

from leads.elsewhere.webhooks import forget_old_calls


class Command(BaseCommand):
    help = "Delete the log of webhook calls older than ninety days."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_old_calls()} calls forgotten.")
