"""How this process takes memory from the operating system."""

import ctypes
from contextlib import suppress

# glibc's malloc.h. It gives every thread a heap of its own, which keeps what the thread has once needed;
# only one of Django's threads works at a time, so two heaps are as fast and some MiB smaller.
M_ARENA_MAX = -8
ARENAS = 2


def share_heaps() -> None:
    """Have the threads that are still to come share two heaps; nothing where there is no glibc."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)
