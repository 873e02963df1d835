"""Starts the limited process that looks into files (`inside/`), and reads its answer."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent.parent
MIB = 1024 * 1024
MEMORY = 1024 * MIB
OUTPUT = 64 * MIB
BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from careers.applications.cv.inside.main import main; "
    "main(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))"
)


class SandboxFailed(Exception):
    """The process ended without an answer: out of time, of memory, or crashed by the file."""


@dataclass(frozen=True)
class Answer:
    """What the process found, and the pictures it made."""

    facts: dict[str, Any]
    pieces: tuple[bytes, ...] = ()


def ask(task: str, content: bytes, *, seconds: int) -> Answer:
    """Have one file treated. Raises SandboxFailed.

    `task`: "look", "draw", "text-pdf", "text-docx" or "text-odt". The process has no environment,
    `seconds` of CPU, MEMORY bytes, may write OUTPUT bytes, and can reach neither network nor programs.
    """
    arguments = [str(ROOT), task, str(seconds), str(MEMORY), str(OUTPUT)]
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-X", "utf8", "-W", "ignore", "-c", BOOT, *arguments],
                input=content,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
                timeout=seconds * 2,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise SandboxFailed("time") from error
        if done.returncode != 0:
            raise SandboxFailed(str(done.returncode))
        answer.seek(0)
        facts = json.loads(answer.readline() or b"{}")
        pieces = tuple(answer.read(size) for size in facts.pop("sizes", []))
    return Answer(facts, pieces)
