from typing import Any

from django.core.management.base import BaseCommand

from careers.applications.services.reminding import remind


class Command(BaseCommand):
    help = "Mail candidates whose application is erased within fourteen days; once for each date."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind()} candidates told.")
