from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.catalogues import compile_all


class Command(BaseCommand):
    help = "Compile the message catalogues that have changed. Needs no program of the system."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for path in compile_all(settings.ROOT):
            self.stdout.write(str(path.relative_to(settings.ROOT)))
