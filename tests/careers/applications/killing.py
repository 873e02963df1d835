"""Kill the eraser at each of its steps while a candidate's date has come. Started by test_killed.py.

As tests/privacy/killing.py, with a real application: its row, exchanges, CV in the vault, page
picture, text, links. Prints one line per defect and the number of points.
"""

import signal
import sys

from tests.privacy.killing import Fuse, in_a_fork  # sets Django up

import time_machine  # isort: skip
from careers.applications.cv.intake import check_cv  # isort: skip
from careers.applications.models import (  # isort: skip
    Application,
    ApplicationFile,
    Exchange,
    Outcome,
    PrivateLink,
)
from careers.applications.services.applying import Applicant, apply  # isort: skip
from careers.applications.services.links import new_link  # isort: skip
from careers.applications.vault import settling  # isort: skip
from outbox.models import Delivery  # isort: skip
from privacy import queries  # isort: skip
from privacy.eraser import run as eraser  # isort: skip
from privacy.models import Erasure, ErasureRun, Phase  # isort: skip
from tests.careers.applications import genuine  # isort: skip
from tests.careers.applications.conftest import store  # isort: skip
from tests.privacy.conftest import paris  # isort: skip

APPLIED, DUE = paris("2026-05-12 10:00"), paris("2026-11-12 10:00")


def plant(cv):
    with time_machine.travel(APPLIED, tick=False):
        application = apply(
            applicant=Applicant("ZZPII", "ZZPII", "zzpii@example.com", message="ZZPII"),
            cv=cv,
            offer=None,
        )
        new_link(application=application)
        for row in application.files.all():
            settling._settle(row)


def erase(point=0):
    with time_machine.travel(DUE):
        if point:
            Fuse(point).lay()
        eraser.erase_due(released=True)


def stored():
    return [path for path in store().rglob("*") if path.is_file()] if store().exists() else []


def defects(after_all):
    if queries.must_replay():
        yield "the site would refuse to serve"
    if stored() and not ApplicationFile.objects.exists() and not after_all:
        yield "files without their row"
    if after_all:
        for model in (Application, ApplicationFile, Exchange):
            if model.objects.exists():
                yield f"{model.__name__} is left"
        if stored():
            yield f"{len(stored())} files are left"
        if "zzpii" in repr(list(Delivery.objects.values("payload", "key", "about_pk"))).lower():
            yield "the outbox still tells"
        if Outcome.objects.count() != 1:
            yield f"counted {Outcome.objects.count()} times"
        if PrivateLink.objects.filter(erased_at=None).exists():
            yield "a link does not say when"
        if Erasure.objects.exclude(phase=Phase.DONE).exists():
            yield "an erasure is open"


def main(first, step):
    cv = check_cv(genuine.plain_pdf(), "ZZPII.pdf")
    point, points, found = first, 0, []
    while True:
        for model in (Delivery, Erasure, ErasureRun, Outcome, PrivateLink):
            model._base_manager.all().delete()
        plant(cv)
        status = in_a_fork(lambda point=point: erase(point))
        if status not in (0, -signal.SIGKILL):
            found.append(f"point {point}: the run ended with {status}")
        points += status == -signal.SIGKILL
        found += [f"point {point}: {one}" for one in defects(after_all=False)]
        if in_a_fork(erase):
            found.append(f"point {point}: the next run failed")
        found += [f"point {point}: then, {one}" for one in defects(after_all=True)]
        if status == 0:
            break
        point += step
    for defect in found:
        sys.stdout.write(f"{defect}\n")
    sys.stdout.write(f"{points} points\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
