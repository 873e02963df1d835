import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser

from consent import trackers
from consent.audit.browser import NoBrowser, chromium
from consent.audit.comparing import unseen
from consent.audit.places import every_template
from consent.audit.report import Report
from consent.audit.states import Audit, Register


class Command(BaseCommand):
    help = (
        "Drive a real Chromium over every template and language of a running site in five states "
        "(fresh, refused, accepted one by one, withdrawn, Global Privacy Control) and compare what it "
        "sets, stores and asks for with the register. Exit code: 0 clean, 1 faults, 2 not possible."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "urls",
            nargs="+",
            metavar="URL",
            help="a site that runs on this database (https://www.example.com), or one page of it",
        )
        parser.add_argument("--json", metavar="FILE", help="write the report there as JSON")
        parser.add_argument(
            "--strict", action="store_true", help="what is declared and not seen is a fault too"
        )
        parser.add_argument("--browser", default="", metavar="PATH", help="the Chromium to use")

    def handle(self, *args: Any, **options: Any) -> None:
        # Everything the database knows is read before the browser starts.
        register = Register(trackers.active(), trackers.essentials())
        plans = planned(options["urls"])
        try:
            reports = [self.audit(base, paths, register, options) for base, paths in plans.items()]
        except NoBrowser as error:
            raise CommandError(str(error), returncode=2) from None
        for report in reports:
            self.stdout.write("\n".join(report.lines()))
        if options["json"]:
            told = json.dumps([report.facts() for report in reports], indent=2)
            Path(options["json"]).write_text(told + "\n", encoding="utf-8")
        faulty = [one for one in reports if not one.is_clean or (options["strict"] and one.unseen)]
        if faulty:
            raise CommandError(
                f"{len(faulty)} of {len(reports)} sites do not keep to the register.", returncode=1
            )

    def audit(
        self, base: str, paths: list[str], register: Register, options: dict[str, Any]
    ) -> Report:
        with chromium(options["browser"]) as browser:
            audit = Audit(browser, base, paths, register)
            findings = list(audit.run())
        return Report(
            site=base,
            paths=paths,
            services=[one.slug for one in register.active],
            loads=audit.loads,
            findings=findings,
            unseen=unseen(register.active, audit.seen),
        )


def planned(urls: list[str]) -> dict[str, list[str]]:
    """The paths to look at, by site. Raises CommandError for what is no address."""
    plans: dict[str, list[str]] = {}
    for url in urls:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise CommandError(
                f"{url} is not an address like https://www.example.com", returncode=2
            )
        base = f"{parts.scheme}://{parts.netloc}"
        wanted = every_template() if parts.path in ("", "/") else [parts.path]
        plans.setdefault(base, []).extend(
            path for path in wanted if path not in plans.get(base, [])
        )
    return plans
