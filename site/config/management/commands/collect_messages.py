import contextlib
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from config.catalogues import ENGLISH, incomplete, packages

HEADING = {
    "Project-Id-Version": "dimelo-site",
    "Language": "",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
PLURALS = {"fr": "nplurals=2; plural=(n > 1);", ENGLISH: "nplurals=2; plural=(n != 1);"}


class Command(BaseCommand):
    help = (
        "Collect the interface strings of every package into its French and English catalogues"
        " (needs gettext). English is filled in; what French still wants is listed."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("names", nargs="*", help="Only these packages (`templates` is one).")

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in packages(settings.ROOT):
            if options["names"] and folder.name not in options["names"]:
                continue
            collect(folder)
        for path, strings in incomplete(settings.ROOT).items():
            self.stdout.write(f"{path}: {len(strings)} without a translation")
            for text in strings:
                self.stdout.write(f"    {text}")


def collect(folder: Path) -> None:
    """Bring the two catalogues of one package up to date with its sources."""
    (folder / "locale").mkdir(exist_ok=True)
    with contextlib.chdir(folder):
        call_command(
            "makemessages",
            locale=[code for code, _ in settings.LANGUAGES],
            no_obsolete=True,
            no_location=True,
            no_wrap=True,
            verbosity=0,
        )
    # An app inside of a package may have a catalogue of its own.
    for source in folder.rglob(f"locale/{ENGLISH}/LC_MESSAGES/django.po"):
        catalogue = polib.pofile(str(source), wrapwidth=0)
        for entry in catalogue:
            if entry.msgid_plural:
                entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
            else:
                entry.msgstr = entry.msgid
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        catalogue.save()
    for source in folder.rglob("locale/*/LC_MESSAGES/django.po"):
        catalogue = polib.pofile(str(source), wrapwidth=0)
        if not len(catalogue):
            source.unlink()
            continue
        # No date and no placeholders: a run that finds nothing new changes nothing.
        catalogue.header = ""
        catalogue.metadata_is_fuzzy = False
        language = source.parts[-3]
        catalogue.metadata = {**HEADING, "Language": language, "Plural-Forms": PLURALS[language]}
        catalogue.save()
