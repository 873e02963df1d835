"""Two texts compared word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum

from policy.documents.passages import Passage, passages_of

# Words in common, of all words, from which on two passages are the same one, changed.
ALIKE = 0.4
# How far a changed passage is looked for among those that were replaced together.
REACH = 12
# Passages longer than this are shown as replaced: comparing their words would take too long.
MOST_WORDS = 3000
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


class State(Enum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Run:
    """Words that stayed, came or went."""

    state: State
    text: str


@dataclass(frozen=True)
class Target:
    """A link that leads elsewhere than before; an address is empty where there was or is none."""

    words: str
    older: str
    newer: str


@dataclass(frozen=True)
class Piece:
    """A passage of the comparison."""

    kind: str
    state: State
    runs: tuple[Run, ...]
    targets: tuple[Target, ...] = ()

    @property
    def is_heading(self) -> bool:
        return self.kind[:1] == "h"


@dataclass(frozen=True)
class Group:
    """Passages that follow each other: a stretch without change, or one that changed."""

    changed: bool
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two texts, in the order of the newer one."""

    pieces: list[Piece]

    def count(self, state: State) -> int:
        return sum(piece.state is state for piece in self.pieces)

    @property
    def changed(self) -> int:
        return self.count(State.CHANGED)

    @property
    def added(self) -> int:
        return self.count(State.ADDED)

    @property
    def removed(self) -> int:
        return self.count(State.REMOVED)

    @property
    def groups(self) -> list[Group]:
        found: list[Group] = []
        for piece in self.pieces:
            changed = piece.state is not State.SAME
            if not found or found[-1].changed != changed:
                found.append(Group(changed))
            found[-1].pieces.append(piece)
        return found


def compare(older: str, newer: str) -> Comparison:
    """Compare the canonical HTML of two versions."""
    before, after = passages_of(older), passages_of(newer)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pieces: list[Piece] = []
    for change, i1, i2, j1, j2 in matcher.get_opcodes():
        if change == "equal":
            pieces += [_whole(passage, State.SAME) for passage in after[j1:j2]]
        else:
            pieces += _replaced(before[i1:i2], after[j1:j2])
    return Comparison(pieces)


def _replaced(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[Piece]:
    """Passages that stood in one place; those with many words in common are one that changed."""
    start = 0
    for old in before:
        near = range(start, min(start + REACH, len(after)))
        best = max(near, key=lambda place: _likeness(old, after[place]), default=None)
        if best is None or _likeness(old, after[best]) < ALIKE:
            yield _whole(old, State.REMOVED)
            continue
        yield from (_whole(passage, State.ADDED) for passage in after[start:best])
        new = after[best]
        runs = tuple(_runs(old.text, new.text))
        yield Piece(new.kind, State.CHANGED, runs, tuple(_targets(old, new)))
        start = best + 1
    yield from (_whole(passage, State.ADDED) for passage in after[start:])


def _likeness(one: Passage, other: Passage) -> float:
    if one.kind != other.kind:
        return 0.0
    words = one.words | other.words
    return len(one.words & other.words) / len(words) if words else 0.0


def _whole(passage: Passage, state: State) -> Piece:
    return Piece(passage.kind, state, (Run(state, passage.text),))


def _targets(old: Passage, new: Passage) -> Iterator[Target]:
    """The links that are new, gone, or lead elsewhere; the words themselves are compared above."""
    before, after = dict(old.links), dict(new.links)
    for words in dict.fromkeys([*before, *after]):
        older, newer = before.get(words, ""), after.get(words, "")
        if older != newer:
            yield Target(words, older, newer)


def _runs(older: str, newer: str) -> Iterator[Run]:
    before, after = _TOKENS.findall(older), _TOKENS.findall(newer)
    if max(len(before), len(after)) > MOST_WORDS:
        yield Run(State.REMOVED, older)
        yield Run(State.ADDED, newer)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for change, i1, i2, j1, j2 in matcher.get_opcodes():
        if change == "equal":
            yield Run(State.SAME, "".join(after[j1:j2]))
            continue
        if i2 > i1:
            yield Run(State.REMOVED, "".join(before[i1:i2]))
        if j2 > j1:
            yield Run(State.ADDED, "".join(after[j1:j2]))
