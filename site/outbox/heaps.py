"""How a process takes memory from the operating system, where its C library is glibc; elsewhere nothing."""

import ctypes

# Of glibc's malloc.h. Every thread has a heap of its own otherwise, which keeps what the thread has once
# needed: a picture in the worker, a page in the web server.
M_ARENA_MAX = -8
HEAPS = 2


def share_heaps() -> bool:
    """Have the threads that are still to come share two heaps; whether they will."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(M_ARENA_MAX, HEAPS) == 1


def give_memory_back() -> None:
    """Return what pictures and documents took: glibc keeps freed memory with each heap."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
