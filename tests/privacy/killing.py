"""Kill the eraser at each of its steps, and let the next run finish. Started by test_killed.py.

A process that has Django loaded forks once per point. The child counts what it does to the outside
(statements and commits of both databases, writes, syncs, deletions of files) and sends itself
SIGKILL at the n-th; nothing in the product knows of it. Prints one line per defect and the number
of points; exits with 0 when there was no defect.
"""

import os
import signal
import sys

import django

django.setup()

import time_machine  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connections  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402
from wagtail.models import ModelLogEntry  # noqa: E402

from outbox.models import Delivery  # noqa: E402
from outbox.services import post  # noqa: E402
from privacy import queries  # noqa: E402
from privacy.eraser import run as eraser  # noqa: E402
from privacy.ledger import book, copy  # noqa: E402
from privacy.models import Erasure, ErasureRun, Phase  # noqa: E402
from tests.privacy.conftest import paris, plant, stored_files  # noqa: E402
from tests.privacy.rehearsal_app.models import Candidate, Exchange, Tally  # noqa: E402

DUE = paris("2026-11-12 10:00")


class Fuse:
    """Counts steps and burns through at the n-th."""

    def __init__(self, point):
        self.left = point

    def step(self, *_args):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function):
        def stepped(*args, **kwargs):
            self.step()
            result = function(*args, **kwargs)
            self.step()
            return result

        return stepped

    def statement(self, execute, *args):
        self.step()
        return execute(*args)

    def lay(self):
        for name in ("unlink", "remove", "fsync", "write", "replace"):
            setattr(os, name, self.around(getattr(os, name)))
        BaseDatabaseWrapper._commit = self.around(BaseDatabaseWrapper._commit)
        for alias in ("default", "ledger"):
            connections[alias].execute_wrappers.append(self.statement)


def in_a_fork(work):
    """Run `work` in a child; its exit status, -9 when it was killed."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def erase(point=0):
    with time_machine.travel(DUE):
        if point:
            Fuse(point).lay()
        eraser.erase_due(released=True)


def plant_one(number):
    candidate = plant(number)
    ModelLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(Candidate),
        object_id=candidate.pk,
        label=f"ZZPII{number}x",
        data={"name": f"ZZPII{number}x"},
        action="wagtail.edit",
        timestamp=DUE,
    )
    post(channel="rehearsal", payload={"member": f"ZZPII{number}x"}, about=candidate)
    return candidate, list(candidate.exchange_set.all())


def defects_after_the_kill(exchanges):
    """What must never be seen even between the kill and the next run."""
    if queries.must_replay():
        yield "the site would refuse to serve"
    if not Candidate.objects.exists() and stored_files():
        yield "files without their row"


def defects_after_the_next_run(candidate, exchanges):
    """What is left although a whole run has followed."""
    if Candidate.objects.exists() or Exchange.objects.exists():
        yield "a row is left"
    if stored_files():
        yield f"files are left: {len(stored_files())}"
    if ModelLogEntry.objects.exclude(label="", data={}).exists():
        yield "the log still tells"
    if "ZZPII" in repr(list(Delivery.objects.values("payload", "key"))):
        yield "the outbox still tells"
    if Erasure.objects.exclude(phase=Phase.DONE).exists():
        yield "an erasure is open"
    if queries.must_replay():
        yield "ledger and database disagree"
    for row in [candidate, *exchanges]:
        phases = [entry.phase for entry in book.entries() if entry.row == row.uuid.hex]
        if phases != ["intent", "done"]:
            yield f"the ledger says {phases}"
    book.verify_chain()
    if list(copy.read_all()) != list(book.entries()):
        yield "the second copy differs"
    if Tally.objects.get().gone != 1:
        yield f"counted {Tally.objects.get().gone} times"


def clear():
    for model in (ModelLogEntry, Delivery, Erasure, ErasureRun, Tally):
        model._base_manager.all().delete()


def main(first, step):
    point, points, found = first, 0, []
    while True:
        clear()
        candidate, exchanges = plant_one(point)
        status = in_a_fork(lambda point=point: erase(point))
        if status not in (0, -signal.SIGKILL):
            found.append(f"point {point}: the run ended with {status}")
        points += status == -signal.SIGKILL
        found += [f"point {point}: {defect}" for defect in defects_after_the_kill(exchanges)]
        if in_a_fork(erase):
            found.append(f"point {point}: the next run failed")
        found += [
            f"point {point}: after the next run, {defect}"
            for defect in defects_after_the_next_run(candidate, exchanges)
        ]
        if status == 0:
            break
        point += step
    for defect in found:
        sys.stdout.write(f"{defect}\n")
    sys.stdout.write(f"{points} points\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
