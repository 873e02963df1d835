"""Write to the people on call when erasure is late, stopped or stuck."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from outbox.alerts import tell
from privacy import queries


class Command(BaseCommand):
    help = "Send alerts about erasure by e-mail, at most once per cause and day."

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            count = tell(queries.alarms())
        self.stdout.write(f"{count} alarms told.")
