"""`make guide`: the pictures of the README, taken anew from a site with made-up people.

A site in a temporary folder is prepared as `make run` does, filled by way of its own forms and
services (people.py), served, and looked at in Chromium by each role (pictures.py). Nothing of it
stays but static/images/guide/*.webp.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.machine import browser
from tests.ports import free_port
from tests.servers import ROOT, environment_for

INSIDE = "GUIDE_PART"


def main() -> int:
    if os.environ.get(INSIDE):
        from tests.guide.taking import main as inside

        return inside()
    if browser() is None:
        sys.stderr.write("The pictures are taken with Chromium: apt-get install chromium\n")
        return 1
    # Outside the environment of the caller: its database is none of the guide's business.
    with TemporaryDirectory(prefix="dimelo-guide-") as folder:
        environment = environment_for(
            Path(folder),
            free_port(),
            FORM_POSTS_PER_MINUTE="0",
            HUMAN_CHECK_MIN_SECONDS="0",
            LOG_LEVEL="ERROR",
            DJANGO_ALLOW_ASYNC_UNSAFE="1",
            **{INSIDE: "1"},
        )
        command = [sys.executable, "-m", "tests.guide", *sys.argv[1:]]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
