from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from wagtail.images.models import SourceImageIOError

from cms.models import SiteImage
from cms.renditions.prepare import is_prepared, prepare


class Command(BaseCommand):
    help = "Makes the sizes and formats of images that are not there yet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check-files",
            action="store_true",
            help="Look at every file in the store instead of trusting what is noted; slow.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        made = images = 0
        missing: list[int] = []
        for image in SiteImage.objects.order_by("pk").iterator():
            if options["check_files"]:
                self._forget_lost(image)
            elif is_prepared(image):
                continue
            try:
                made += prepare(image)
                images += 1
            except SourceImageIOError:
                missing.append(image.pk)
        if options["verbosity"]:
            self.stdout.write(f"{images} images looked at, {made} files made.")
        if missing:
            keys = ", ".join(map(str, missing))
            self.stderr.write(f"Images whose original file is missing: {keys}")

    def _forget_lost(self, image: SiteImage) -> None:
        for rendition in image.renditions.all():
            if not rendition.file.storage.exists(rendition.file.name):
                rendition.delete()
