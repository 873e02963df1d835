"""`manage.py import_redirects FILE.csv`: the redirects of an older site.

Stands in for Wagtail's command of the same name, which follows no chain, sees no circle and writes
at once.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.redirect_import import Line, Plan, Unreadable, apply_plan, make_plan, read_lines


class Command(BaseCommand):
    help = (
        "Import the redirects of an older site from a CSV file with the columns: old address, new "
        "address or page, permanent (yes or no; yes when empty). Without --apply nothing is written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, UTF-8 or Windows-1252, ; or ,")
        parser.add_argument("--apply", action="store_true", help="write what can be written")
        parser.add_argument("--language", choices=["fr", "en"], help="of the messages")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"] or translation.get_language()):
            self.report(self.plan(options["file"]), write=options["apply"])

    def plan(self, file: Path) -> Plan:
        try:
            return make_plan(read_lines(file.read_bytes()))
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(error)s.") % {"file": file, "error": error.strerror}
            ) from error
        except Unreadable as error:
            raise CommandError(str(error)) from error

    def report(self, plan: Plan, *, write: bool) -> None:
        for line in plan.lines:
            self.tell(line)
        ready, refused = len(plan.to_create), len(plan.refused)
        self.stdout.write(
            _("%(ready)d to create, %(known)d already there, %(refused)d refused.")
            % {"ready": ready, "known": len(plan.known), "refused": refused}
        )
        if write:
            made = apply_plan(plan)
            self.stdout.write(
                ngettext("%(made)d redirect created.", "%(made)d redirects created.", made)
                % {"made": made}
            )
        elif ready:
            self.stdout.write(_("Nothing was written. Add --apply to create them."))
        if refused:
            raise CommandError(_("Correct the refused lines, then run the command again."))

    def tell(self, line: Line) -> None:
        told = {"number": line.number, "old": line.old, "target": line.target}
        if line.refusal:
            told["refusal"] = line.refusal
            self.stderr.write(_("Line %(number)d: %(old)s: refused. %(refusal)s") % told)
        elif line.known:
            self.stdout.write(_("Line %(number)d: %(old)s → %(target)s: already there.") % told)
        elif line.permanent:
            self.stdout.write(_("Line %(number)d: %(old)s → %(target)s, permanent.") % told)
        else:
            self.stdout.write(_("Line %(number)d: %(old)s → %(target)s, temporary.") % told)
