from typing import Any

from django.core.management.base import BaseCommand

from newsletter.queries import count_today


class Command(BaseCommand):
    help = "Write down how many subscribers there are, for the curve."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{count_today().subscribed} subscribed")
