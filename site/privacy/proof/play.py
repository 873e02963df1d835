"""The rehearsal itself, run in the scratch process (`python -m privacy.proof.play <folder>`)."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

RESULT = "result.json"


def silence() -> Any:
    """Where the commands' words go."""
    from .stage import Silence

    return Silence()


@dataclass
class Play:
    """One rehearsal: its folder, its people, and what was left of them."""

    folder: Path
    clock: Any
    people: list[Any] = field(default_factory=list)
    stand_ins: list[Any] = field(default_factory=list)
    files_before: set[Path] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    mails_when_gone: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    places: int = 0

    def problem(self, text: str) -> None:
        if text not in self.problems:
            self.problems.append(text)

    # --- The acts ---------------------------------------------------------------------------------

    def enter(self, port: int) -> None:
        """People come in through the public forms, and staff work on what they left."""
        from .search import files_below
        from .stage import cast_people, rehearsed
        from .visitor import Visitor, served

        self.files_before = files_below(self.stores)
        if not rehearsed():
            self.problem("No personal_data.py brings a rehearsal: nothing was proved.")
        self.people = cast_people(lambda: Visitor(port, self.folder / "mail"))
        with served(port):
            for person in self.people:
                person.plant()
            self.deliver()
            for person in self.people:
                person.work()
            self.deliver()
            self.demand_marks()
            self.keep_a_backup()
            self.ask_for_erasure()
        self.deliver()

    def demand_marks(self) -> None:
        """A rehearsal that leaves nothing behind, or leaves out a form, would prove nothing."""
        from .search import Search
        from .stage import forms_left_out, undeclared_keys
        from .visitor import FILLED

        search = Search(self.finder)
        search.database("default", "database")
        seen = {left.mark for left in search.left}
        for person in self.people:
            if not person.found() or person.mark not in seen:
                self.problem(f"{person.declaration.model}: its rehearsal planted nobody.")
        for form in forms_left_out(FILLED):
            self.problem(f"the form {form}: no rehearsal fills it in")
        for key in undeclared_keys():
            self.problem(f"{key}: this key of a JSON column is not classified")

    def keep_a_backup(self) -> None:
        """Back up while everybody is there, and set the archive aside."""
        from django.core.management import call_command

        call_command("backup", stdout=silence())
        archive = next(iter(sorted((self.folder / "backups").glob("*.dbk"))))
        (self.folder / "aside").mkdir()
        (self.folder / "aside" / archive.name).write_bytes(archive.read_bytes())

    def ask_for_erasure(self) -> None:
        """Half of the people ask, on their own page, for everything to be erased."""
        from privacy.rights.rehearsal import ask_to_be_erased

        for person in self.people:
            if person.asks:
                ask_to_be_erased(person.mark, person.visitor)

    def pass_time(self) -> None:
        """Go from one date of erasure to the next, and do at each what the worker does at night."""
        for moment in self.dates():
            self.clock.to(moment)
            self.night()
            self.note_who_is_gone()

    def dates(self) -> list[datetime]:
        """The day after each length of retention has run, and once more when all else has expired."""
        from datetime import timedelta

        from django.conf import settings
        from django.utils import timezone

        from privacy import clock, registry, retention

        now = timezone.now()
        due = {
            clock.add(now, **retention.length_of(rule)) + timedelta(days=2)
            for _declaration, rule in registry.retention_rules()
        }
        last = max(due, default=now)
        due |= {last + timedelta(days=settings.BACKUP_WINDOW_DAYS + days) for days in (2, 70)}
        return [now + timedelta(minutes=10), *sorted(due)]

    def night(self) -> None:
        """The nightly erasure, then every other scheduled job, then what they have posted."""
        from django.core.management import CommandError, call_command

        from outbox import schedule
        from privacy.eraser import run as eraser

        eraser.erase_due(released=True)
        self.deliver()
        for job in schedule.all_jobs():
            # The eraser has run (its brake takes a leap in time for a wrong clock); this very proof
            # is a job as well.
            if job.command in ("erase_due", "prove_erasure"):
                continue
            try:
                call_command(job.command, *job.arguments, stdout=silence(), stderr=silence())
            except CommandError as error:
                self.problem(f"job {job.name}: {error}")
        self.deliver()

    def deliver(self) -> None:
        """What a worker does: deliver, and finish erasures that were asked for."""
        from django.core.management import call_command

        from outbox.delivering import drain

        for _round in range(4):
            drain()
            call_command("finish_erasures", stdout=silence())
        drain()

    def note_who_is_gone(self) -> None:
        """From the moment nothing is held about somebody, nothing may be sent to them any more."""
        from privacy.persons import held_about

        from .mailbox import sent

        for person in self.people:
            if person.mark not in self.gone and not held_about(person.address, with_children=True):
                self.gone.add(person.mark)
                received = [m for m in sent(self.folder / "mail") if m.to == person.address]
                self.mails_when_gone[person.mark] = len(received)

    def look_everywhere(self) -> None:
        """Search everything; then restore the old backup, and search the database and files again."""
        from django.core.management import call_command

        for person in self.people:
            if count := len(person.found()):
                self.problem(
                    f"database, {person.declaration.model}: {count} records are still there"
                )
        self.search("after its date: ")
        aside = next((self.folder / "aside").iterdir())
        (self.folder / "backups").mkdir(exist_ok=True)
        aside.rename(self.folder / "backups" / aside.name)
        call_command("restore", aside.name, stdout=silence())
        self.deliver()
        (self.folder / "backups" / aside.name).unlink()
        self.search("after a restore: ")

    def search(self, when: str) -> None:
        from .mailbox import sent
        from .search import Search, new_files

        search = Search(self.finder)
        search.database("default", f"{when}database")
        search.database("ledger", f"{when}ledger")
        for name in ("ledger-copy", "backups", "log"):
            search.files(self.folder / name, f"{when}{name}")
        search.files(self.stores, f"{when}files")
        for file in (self.folder / "site.sqlite3", self.folder / "site.sqlite3-wal"):
            if file.exists():
                search.look(f"{when}freed pages of the database file", file.read_bytes())
        for path in new_files(self.files_before, self.stores):
            if path.relative_to(self.stores).parts[0] == "default":
                continue  # the site's own pictures are made there; they were looked into above
            self.problem(f"{when}files: {path.parent.name}/ holds a file that belongs to nobody")
        search.caches()
        for stand_in in self.stand_ins:
            search.pieces(f"{when}{type(stand_in).__name__}", stand_in.holds())
        search.pieces(f"{when}mail to staff", self.mails_to_others(sent(self.folder / "mail")))
        self.late_mails(when, sent(self.folder / "mail"))
        self.places += search.places
        owner = {person.mark: person.declaration.model for person in self.people}
        for left in search.left:
            self.problem(f"{left.place}: left of {owner[left.mark]}")

    def mails_to_others(self, mails: list[Any]) -> list[tuple[str, bytes]]:
        """Nobody but the person may ever be written to about the person by name."""
        own = {person.address for person in self.people}
        return [("a mail", mail.raw) for mail in mails if mail.to not in own]

    def late_mails(self, when: str, mails: list[Any]) -> None:
        for person in self.people:
            received = sum(mail.to == person.address for mail in mails)
            if person.mark in self.gone and received > self.mails_when_gone[person.mark]:
                self.problem(f"{when}mail: sent to somebody already erased")

    @property
    def stores(self) -> Path:
        return self.folder / "stores"

    @property
    def finder(self) -> Any:
        from .marks import Finder

        return Finder(person.mark for person in self.people)


def main(folder: Path) -> int:
    """Play, and write what came of it to `result.json`."""
    import django
    from django.conf import settings

    from .moved_clock import moved_clock
    from .scratch import move_in

    move_in(folder)
    django.setup()
    from .stage import build_site, stand_ins

    with moved_clock() as clock, ExitStack() as company:
        play = Play(folder, clock)
        build_site()
        play.stand_ins = [company.enter_context(maker()) for maker in stand_ins()]
        play.enter(urlsplit(settings.SITE_URL).port or 80)
        play.pass_time()
        play.look_everywhere()
    from django.db import connection

    result = {
        "people": len(play.people),
        "places": play.places,
        "database": connection.vendor,
        "left": play.problems,
    }
    (folder / RESULT).write_text(json.dumps(result), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
