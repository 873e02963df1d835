"""A process that must not outlive the one that started it."""

import ctypes
import os
import signal
import sys
import threading

PR_SET_PDEATHSIG = 1
LOOK_EVERY = 1.0  # seconds, where the kernel cannot tell us


def end_with_parent() -> None:
    """Ask that this process be told to stop (SIGTERM) as soon as its parent is gone, even if killed.

    Linux does it by itself, also across exec(); elsewhere a thread looks at the parent's number.
    """
    parent = os.getppid()
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0) == 0:
            if os.getppid() != parent:  # it went in between
                os.kill(os.getpid(), signal.SIGTERM)
            return
    threading.Thread(target=_watch, args=(parent,), name="tether", daemon=True).start()


def _watch(parent: int) -> None:
    pause = threading.Event()
    while os.getppid() == parent:
        pause.wait(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
