"""Write down the notices under the forms, so that their hashes can be read later."""

from typing import Any

from django.core.management.base import BaseCommand

from privacy.notices import keep_all


class Command(BaseCommand):
    help = "Write down the notices under the forms, so that their hashes can be read later."

    def handle(self, *args: Any, **options: Any) -> None:
        keep_all()
