from typing import Any

from django.core.management.base import BaseCommand

from newsletter.queue import post_what_waits


class Command(BaseCommand):
    help = "Post to Mailchimp whoever waits for it (a key that was set later, a delivery dropped)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{post_what_waits()} posted")
