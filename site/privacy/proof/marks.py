"""Marks: words that exist nowhere else, and every shape in which one could still be found."""

from __future__ import annotations

import hashlib
import re
import secrets
from base64 import b64encode
from collections.abc import Iterable


def new_mark() -> str:
    """A word that nobody else has: "ZZPII" and ten characters."""
    return f"ZZPII{secrets.token_hex(5)}"


def address_of(mark: str) -> str:
    """The e-mail address of the person with this mark."""
    return f"{mark.lower()}@example.com"


class Finder:
    """Looks for marks in bytes: as they are in any case, in hexadecimal, in base64, in UTF-16, and
    as a plain hash of the person's address, which anybody could recompute.
    """

    def __init__(self, marks: Iterable[str]) -> None:
        self.marks = tuple(marks)
        self._owner: dict[bytes, str] = {}
        for mark in self.marks:
            for shape in shapes_of(mark):
                self._owner[shape.lower()] = mark
        self._pattern = re.compile(b"|".join(map(re.escape, self._owner)), re.IGNORECASE)

    def found_in(self, content: bytes) -> set[str]:
        """The marks that these bytes hold."""
        return {self._owner[match.group().lower()] for match in self._pattern.finditer(content)}


def shapes_of(mark: str) -> list[bytes]:
    """The bytes that give a mark away."""
    shapes = [mark.lower().encode()]
    for text in (mark, mark.lower()):
        shapes += [text.encode().hex().encode(), text.encode("utf-16-le")]
        # Where the word starts within base64's groups of three decides its letters; the outer
        # letters belong to its neighbours as well and are left out.
        for offset in range(3):
            encoded = b64encode(b"\0" * offset + text.encode())
            shapes.append(encoded[4 if offset else 0 :].rstrip(b"=")[:-2])
    for name in ("md5", "sha1", "sha256"):
        digest = hashlib.new(name, address_of(mark).encode(), usedforsecurity=False)
        shapes.append(digest.hexdigest().encode())
    return shapes
