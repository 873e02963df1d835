"""Write to ALERT_EMAIL about what is stuck."""

from typing import Any

from django.core.management.base import BaseCommand

from outbox.alerts import send_alerts


class Command(BaseCommand):
    help = "Write to ALERT_EMAIL about new alarms, once per cause and day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_alerts()} alarms told.")
