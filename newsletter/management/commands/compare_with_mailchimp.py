from typing import Any

from django.core.management.base import BaseCommand

from newsletter.queue import MAILCHIMP, mailchimp_in_use
from outbox.services import post


class Command(BaseCommand):
    help = "Have the worker compare the subscribers with Mailchimp: what changed, or everything."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--full", action="store_true", help="Everything, not what changed.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not mailchimp_in_use():
            self.stdout.write("There is no Mailchimp key.")
            return
        full = bool(options["full"])
        key = "compare:full" if full else "compare"
        post(channel=MAILCHIMP, payload={"do": "compare", "full": full}, key=key)
        self.stdout.write("The worker will do it within seconds.")
