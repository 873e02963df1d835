"""Which migrations a release had: `python -m tests.architecture.released` writes them down with each release.

What is newer runs while processes of the release before still answer (a rolling restart), so it may only add
what they do not mind: see test_migrations.py.
"""

import json
from pathlib import Path

from tests.servers import ROOT

LIST = Path(__file__).with_name("released_migrations.json")


def migrations() -> dict[str, Path]:
    """Every migration of ours, by the path of its file within the project."""
    found = ROOT.glob("[a-z]*/**/migrations/[0-9]*.py")
    paths = {path.relative_to(ROOT).as_posix(): path for path in found}
    return {name: path for name, path in sorted(paths.items()) if ".venv" not in path.parts}


def released() -> set[str]:
    return set(json.loads(LIST.read_text()))


if __name__ == "__main__":
    LIST.write_text(json.dumps(list(migrations()), indent=2) + "\n")
