"""How a process takes memory from the operating system, where its C library is glibc; elsewhere nothing."""

import ctypes

# Of glibc's malloc.h. Every thread has a heap of its own otherwise, which keeps what the thread has once
# needed: a picture in the worker, a page in the web server.
M_ARENA_MAX = -8
HEAPS = 2
# Free memory at the end of a heap that is kept (bytes). It is glibc's own number, which grows, unless it is
# said, to twice the largest block that was ever freed; that makes some five MiB of a web process. Blocks as
# large as that are the system's own from then on, and go back to it at once.
M_TRIM_THRESHOLD = -1
KEPT_FREE = 128 * 1024


def share_heaps() -> bool:
    """Have the threads that are still to come share two heaps, which keep little free; whether they will."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    return bool(mallopt(M_ARENA_MAX, HEAPS) == mallopt(M_TRIM_THRESHOLD, KEPT_FREE) == 1)


def give_memory_back() -> None:
    """Return what pictures and documents took: glibc keeps freed memory with each heap."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
