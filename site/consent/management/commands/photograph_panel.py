import hashlib
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from consent.audit.browser import NoBrowser
from consent.audit.photographing import photograph
from consent.models import PanelPicture
from consent.panel import current_version


class Command(BaseCommand):
    help = (
        "Keep pictures of the consent panel as it is now, in both languages at 360 and 1280 pixels, "
        "with its version. The site must be running on this database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("url", metavar="URL", help="the running site, https://www.example.com")
        parser.add_argument("--browser", default="", metavar="PATH", help="the Chromium to use")

    def handle(self, *args: Any, **options: Any) -> None:
        version = current_version()
        if version is None:
            self.stdout.write("No service needs an agreement: there is no panel to photograph.")
            return
        try:
            shots = photograph(options["url"], options["browser"])
        except NoBrowser as error:
            raise CommandError(str(error), returncode=2) from None
        if not shots or any(shot.version != version.hash for shot in shots):
            raise CommandError("The site at this address shows another panel than this database.")
        with transaction.atomic():
            for shot in shots:
                PanelPicture.objects.update_or_create(
                    version=version,
                    language=shot.language,
                    width=shot.width,
                    defaults={
                        "image": shot.image,
                        "sha256": hashlib.sha256(shot.image).hexdigest(),
                    },
                )
        self.stdout.write(f"{len(shots)} pictures of version {version.number}.")
