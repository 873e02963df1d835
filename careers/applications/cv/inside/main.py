"""What the limited process does: one task with one file, an answer in one piece, the end."""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

from careers.applications.cv.inside import limits
from careers.applications.cv.problems import Refused


def main(task: str, seconds: int, memory: int, output: int) -> None:
    """Read the file from standard input; write a line of JSON and, after it, the pieces it counts."""
    # Imported before the walls go up, and no more than the task needs: somebody waits for it.
    name = task.partition("-")[0]
    tool = importlib.import_module(f"careers.applications.cv.inside.{name}")
    if name == "draw":
        importlib.import_module("PIL.WebPImagePlugin")
    limits.confine(seconds=seconds, memory=memory, output=output)
    content = sys.stdin.buffer.read()
    pieces: list[bytes] = []
    answer: dict[str, Any] = {}
    try:
        if name == "look":
            answer = tool.look(content)
        elif name == "draw":
            pieces = list(tool.draw(content))
        else:
            answer = {"html": tool.text_of(content, task.partition("-")[2])}
    except Refused as refusal:
        answer = {"refused": refusal.problem.value}
    except (MemoryError, RecursionError):
        answer = {"refused": "bomb"}
    answer["sizes"] = [len(piece) for piece in pieces]
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(pieces))
    sys.stdout.buffer.flush()
