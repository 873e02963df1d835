"""The sealed container: what was written comes back, and anything else is refused."""

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.backup.container import (
    FRAME_BYTES,
    DamagedArchive,
    OpeningReader,
    SealingWriter,
    UnusableKey,
    read_key,
)

KEY = bytes(range(32))


def sealed(data: bytes, key: bytes = KEY) -> bytes:
    target = io.BytesIO()
    writer = SealingWriter(target, key)
    writer.write(data)
    writer.finish()
    return target.getvalue()


def opened(data: bytes, key: bytes = KEY) -> bytes:
    return OpeningReader(io.BytesIO(data), key).readall()


@pytest.mark.parametrize(
    "size", [0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES]
)
def test_what_was_sealed_is_opened(size):
    data = os.urandom(size)
    assert opened(sealed(data)) == data


def test_nothing_of_the_content_shows():
    assert b"ZZPII7f3" not in sealed(b"ZZPII7f3" * 1000)


@given(where=st.integers(min_value=0), bit=st.integers(0, 7))
def test_one_changed_bit_is_refused(where, bit):
    archive = bytearray(sealed(b"CV" * 700_000))
    archive[where % len(archive)] ^= 1 << bit
    with pytest.raises(DamagedArchive):
        opened(bytes(archive))


@given(where=st.integers(min_value=0))
def test_an_archive_cut_anywhere_is_refused(where):
    archive = sealed(b"CV" * 700_000)
    with pytest.raises(DamagedArchive):
        opened(archive[: where % len(archive)])


def test_frames_cannot_be_left_out_swapped_or_added():
    archive = sealed(os.urandom(3 * FRAME_BYTES))
    head, frame = archive[:32], FRAME_BYTES + 20
    first, second, rest = (
        archive[32 : 32 + frame],
        archive[32 + frame : 32 + 2 * frame],
        archive[32 + 2 * frame :],
    )
    for forged in (
        head + second + first + rest,
        head + first + rest,
        archive + first,
        head + first + second,
    ):
        with pytest.raises(DamagedArchive):
            opened(forged)


def test_another_key_is_refused():
    with pytest.raises(DamagedArchive):
        opened(sealed(b"x"), bytes(32))


@pytest.mark.parametrize("key", ["", "abc", "!!!!", "QUJD"])
def test_an_unusable_key_is_named(key):
    with pytest.raises(UnusableKey, match="BACKUP_KEY"):
        read_key(key)
