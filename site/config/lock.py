"""`make lock`: resolve requirements/*.in into locks with exact versions, hashes and no index address."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# dev.in is constrained by run.txt, so that tests run what the site runs.
NAMES = ("install", "run", "dev")
OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--python-version=3.11",
    "--quiet",
)


def main(options: list[str]) -> int:
    """Resolve every lock; `options` (such as --upgrade) go to uv."""
    uv = Path(sys.executable).parent / "uv"
    for name in NAMES:
        source, lock = f"requirements/{name}.in", f"requirements/{name}.txt"
        command = [str(uv), "pip", "compile", *OPTIONS, *options, source, "-o", lock]
        done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
