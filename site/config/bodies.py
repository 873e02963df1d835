"""Reading what a visitor sends, before any thread of Django's is given to it.

A body is gathered on the event loop, so that somebody who sends a byte a second costs an open
connection and nothing else. It is cut at its limit, with or without a Content-Length, and lies in
memory while small and in an unnamed temporary file after that (which the system removes even when
this process is killed).
"""

import asyncio
from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile
from typing import IO

MIB = 1024 * 1024
IN_MEMORY = 256 * 1024  # bytes
SILENCE = 15.0  # seconds without a byte
GRACE = 30.0  # seconds for the whole body, plus what the slowest accepted line needs
SLOWEST = 8 * 1024  # bytes per second


class BodyRefused(Exception):
    """The body cannot be taken; `status` is what the visitor is told."""

    status = 400


class BodyTooLarge(BodyRefused):
    """More bytes than the address takes."""

    status = 413


class BodyTooSlow(BodyRefused):
    """The sender fell silent, or sends so slowly that it will never end."""

    status = 408


class BodyCut(BodyRefused):
    """The sender went away before the end."""


async def gather(chunks: AsyncIterator[bytes], *, declared: int | None, limit: int) -> IO[bytes]:
    """The whole body as a file at its first byte.

    `declared` is the Content-Length in bytes (None when the body comes in chunks), `limit` the most
    bytes taken. Raises BodyTooLarge, BodyTooSlow or BodyCut; nothing of the body is left then.
    """
    if declared is not None and declared > limit:
        raise BodyTooLarge
    file: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by the caller
    try:
        received = await _fill(file, chunks, limit)
        if declared is not None and received != declared:
            raise BodyCut
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


async def _fill(file: IO[bytes], chunks: AsyncIterator[bytes], limit: int) -> int:
    clock = asyncio.get_running_loop().time
    start = clock()
    received = 0
    while True:
        left = start + GRACE + received / SLOWEST - clock()
        try:
            async with asyncio.timeout(min(SILENCE, left)):
                # Not anext(chunks, None): granian's awaitables crash the process in it.
                chunk = await chunks.__anext__()
        except StopAsyncIteration:
            return received
        except TimeoutError:
            raise BodyTooSlow from None
        except RuntimeError as error:  # what granian raises when the connection breaks
            raise BodyCut from error
        received += len(chunk)
        if received > limit:
            raise BodyTooLarge
        file.write(chunk)
