from typing import Any

from django.core.management.base import BaseCommand

from newsletter.campaigns import refresh_all


class Command(BaseCommand):
    help = "Ask Mailchimp how far the issues are, and their figures."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{refresh_all()} asked about")
