"""`manage.py prune_accounts`: forget sessions and counted attempts that are over."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from accounts import throttle


class Command(BaseCommand):
    help = "Deletes sessions and counted sign-in attempts that are over."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("clearsessions")
        self.stdout.write(f"{throttle.prune()} counted attempts forgotten.")
