"""Message catalogues: compiled without gettext's programs, so that a bare machine can."""

import os
from collections.abc import Iterator
from pathlib import Path

import polib

ENGLISH = "en"


def packages(root: Path) -> Iterator[Path]:
    """The folders that have catalogues of their own: every package, and the shared templates."""
    for folder in sorted([*(root / "site").iterdir(), *root.iterdir()]):
        if (folder / "apps.py").is_file() or folder == root / "site" / "templates":
            yield folder


def catalogues(root: Path) -> Iterator[Path]:
    """Every catalogue of our own packages below `root`."""
    for folder in packages(root):
        yield from sorted(folder.rglob("locale/*/LC_MESSAGES/*.po"))


def compile_all(root: Path) -> list[Path]:
    """Compile what is missing or older than its source; the files that were written."""
    written = []
    for source in catalogues(root):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        # Beside its place first: a server that is starting must not read half of it.
        draft = target.with_suffix(f".mo.{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(draft))
        draft.replace(target)
        written.append(target)
    return written


def incomplete(root: Path) -> dict[Path, list[str]]:
    """Per catalogue, the strings that have no translation or only a doubtful one."""
    found = {}
    for source in catalogues(root):
        catalogue = polib.pofile(str(source))
        open_entries = catalogue.untranslated_entries() + catalogue.fuzzy_entries()
        if open_entries:
            found[source.relative_to(root)] = [entry.msgid for entry in open_entries]
    return found
