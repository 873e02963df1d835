"""Why a file is refused. Known on both sides of the sandbox, so nothing is imported here."""

from enum import StrEnum


class Problem(StrEnum):
    """One kind of refusal; `sentences.py` says each to the candidate."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    WRONG_TYPE = "wrong-type"
    OLD_WORD = "old-word"
    PICTURE = "picture"
    DISGUISED = "disguised"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105
    MACROS = "macros"
    ACTIVE = "active"
    BOMB = "bomb"
    VIRUS = "virus"
    UNCHECKED = "unchecked"
    TOO_MANY = "too-many"


class Refused(Exception):
    """The file is not taken."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem
