"""Run the proof and note its result."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from .models import ProofRun
from .play import RESULT
from .scratch import environment, scratch_database

# What a failed rehearsal says about itself is cut to this; made-up people only.
LONGEST = 4000


class RehearsalFailed(Exception):
    """The rehearsal came to no end; the message says why."""


def prove_erasure(*, record: bool = True) -> ProofRun:
    """Rehearse in a scratch environment, and note the result in the live database (`record`).

    Takes a minute or two. Raises RehearsalFailed when the rehearsal itself broke down; that is noted
    as a failure, too.
    """
    base = Path(settings.WORK)
    base.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="proof-", dir=base) as name:
        folder = Path(name)
        log = folder / "log" / "site.log"
        log.parent.mkdir()
        # Everything it logs and prints goes to a file, which it searches as well.
        with scratch_database(folder) as url, log.open("wb") as said:
            done = subprocess.run(
                [sys.executable, "-m", "privacy.proof.play", str(folder)],
                env=environment(folder, url),
                stdout=said,
                stderr=said,
                check=False,
            )
        result = folder / RESULT
        if done.returncode or not result.exists():
            if record:
                ProofRun.objects.create(passed=False, left=["The rehearsal broke down."])
            raise RehearsalFailed(log.read_text(encoding="utf-8", errors="replace")[-LONGEST:])
        facts = json.loads(result.read_text(encoding="utf-8"))
    run = ProofRun(
        passed=not facts["left"],
        people=facts["people"],
        places=facts["places"],
        database=facts["database"],
        left=facts["left"],
    )
    if record:
        run.save()
        # A weekly job: the last hundred tell enough.
        old = list(ProofRun.objects.values_list("pk", flat=True)[100:])
        ProofRun.objects.filter(pk__in=old).delete()
    return run
