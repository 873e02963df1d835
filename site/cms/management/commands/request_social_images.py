"""Have the images for networks made that are missing or older than their page's title."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.seo.social_images import pages_without_picture, request_picture


class Command(BaseCommand):
    help = "Asks the worker for the images of published pages that have none, or an outdated one."

    def handle(self, *args: Any, **options: Any) -> None:
        number = 0
        for page_pk in pages_without_picture():
            request_picture(page_pk=page_pk)
            number += 1
        self.stdout.write(f"{number} image(s) asked for.")
