"""The encrypted container of a backup: AES-256-GCM over a stream, in frames of 1 MiB.

After the magic and a 16-byte salt come frames: 4 bytes of length, then the sealed bytes. The nonce
of a frame is its number and whether it is the last one (the STREAM construction of Hoang,
Reyhanitabar, Rogaway and Vizár, 2015), so a changed, missing, doubled, moved or cut frame is found.
"""

import base64
import binascii
import io
import os
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"DIMELO-BACKUP-1\n"
SALT_BYTES = 16
FRAME_BYTES = 1024 * 1024
TAG_BYTES = 16


class DamagedArchive(Exception):
    """The archive is not what was written: cut, changed, or sealed with another key."""


class UnusableKey(Exception):
    """BACKUP_KEY is not 32 bytes in base64."""


def read_key(encoded: str) -> bytes:
    """The 32 bytes of BACKUP_KEY, given in (url-safe) base64. Raises UnusableKey."""
    try:
        key = base64.urlsafe_b64decode(encoded)
    except (binascii.Error, ValueError) as error:
        raise UnusableKey("BACKUP_KEY is not base64.") from error
    if len(key) != 32:
        raise UnusableKey("BACKUP_KEY must be 32 bytes in base64.")
    return key


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    """A key of its own for each archive, so that frame numbers can serve as nonces."""
    return AESGCM(HKDF(SHA256(), length=32, salt=salt, info=MAGIC).derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">Q3xB", number, last)


class SealingWriter(io.RawIOBase):
    """A writable stream that seals what it is given into `target`; `close()` seals the last frame."""

    def __init__(self, target: BinaryIO, key: bytes) -> None:
        salt = os.urandom(SALT_BYTES)
        self._target, self._cipher = target, _cipher(key, salt)
        self._pending, self._number = bytearray(), 0
        target.write(MAGIC + salt)

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        view = memoryview(data)  # type: ignore[arg-type]
        self._pending += view
        # One frame is always held back: the last must be sealed as the last.
        while len(self._pending) > FRAME_BYTES:
            self._seal(bytes(self._pending[:FRAME_BYTES]), last=False)
            del self._pending[:FRAME_BYTES]
        return view.nbytes

    def finish(self) -> None:
        """Seal the last frame. Without it the archive is damaged, as one cut off should be."""
        self._seal(bytes(self._pending), last=True)
        self._pending.clear()

    def _seal(self, data: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last=last), data, None)
        self._target.write(struct.pack(">I", len(sealed)) + sealed)
        self._number += 1


class OpeningReader(io.RawIOBase):
    """A readable stream of what was sealed. Raises DamagedArchive at the first frame that is not."""

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        head = source.read(len(MAGIC) + SALT_BYTES)
        if len(head) != len(MAGIC) + SALT_BYTES or not head.startswith(MAGIC):
            raise DamagedArchive("This is not a backup of this site.")
        self._source, self._cipher = source, _cipher(key, head[len(MAGIC) :])
        self._opened, self._number, self._last = b"", 0, False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._opened and not self._last:
            self._opened = self._open()
        taken = min(len(view), len(self._opened))
        view[:taken] = self._opened[:taken]
        self._opened = self._opened[taken:]
        return taken

    def _open(self) -> bytes:
        length = self._source.read(4)
        if len(length) != 4:
            raise DamagedArchive("The archive is cut off.")
        size = struct.unpack(">I", length)[0]
        if not TAG_BYTES <= size <= FRAME_BYTES + TAG_BYTES:
            raise DamagedArchive("The archive is damaged.")
        sealed = self._source.read(size)
        if len(sealed) != size:
            raise DamagedArchive("The archive is cut off.")
        for last in (False, True):
            try:
                opened = self._cipher.decrypt(_nonce(self._number, last=last), sealed, None)
            except InvalidTag:
                continue
            self._number += 1
            self._last = last
            if last and self._source.read(1):
                raise DamagedArchive("Something was added to the archive.")
            return opened
        raise DamagedArchive("The archive is damaged, or BACKUP_KEY is another one.")
