from typing import Any

from django.core.management.base import BaseCommand

from pages.file_care.services import look_after_files


class Command(BaseCommand):
    help = "Measures images and documents that were not, and notes which drafts show them."

    def handle(self, *_args: Any, **options: Any) -> None:
        measured, drafts = look_after_files()
        if options["verbosity"]:
            self.stdout.write(f"{measured} files measured, {drafts} drafts looked at.")
