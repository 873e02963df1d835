from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from newsletter.answers import Failure
from newsletter.connecting import connect
from newsletter.queue import mailchimp_in_use


class Command(BaseCommand):
    help = "Check the Mailchimp audience, make its tags and webhook, and say what is left to do."

    def handle(self, *args: Any, **options: Any) -> None:
        if not mailchimp_in_use():
            raise CommandError("Set MAILCHIMP_API_KEY and MAILCHIMP_AUDIENCE_ID first.")
        with translation.override(settings.LANGUAGE_CODE):
            try:
                for finding in connect():
                    mark = self.style.SUCCESS("✓") if finding.well else self.style.WARNING("→")
                    self.stdout.write(f"{mark} {finding.text}")
            except Failure as failure:
                raise CommandError(f"Mailchimp: {failure.code}") from None
