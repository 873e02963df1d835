"""The walls of the limited process: memory, time, file size, no network, no further process."""

from __future__ import annotations

import ctypes
import platform
import resource
import struct
import sys
from typing import Any

MIB = 1024 * 1024
EPERM = 1
# Linux calls by which a process reaches beyond itself, by number: network, programs, processes,
# other processes' memory, the file tree.
CALLS = {
    "x86_64": (
        0xC000003E,
        "41 42 43 49 53 56 57 58 59 62 82 86 87 88 101 263 264 265 266 310 311 316 322 425 435",
    ),
    "aarch64": (
        0xC00000B7,
        "34 35 36 37 38 117 129 198 199 200 202 203 220 221 270 271 276 281 425 435",
    ),
}


def confine(*, seconds: int, memory: int, output: int) -> None:
    """From here on the process cannot exceed these limits (seconds of CPU, bytes) or talk to anyone."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    sys.addaudithook(_watch)
    _forbid_calls()


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """What holds even where the kernel's filter is not to be had."""
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.fork")):
        raise PermissionError("The sandbox talks to nobody.")


def _forbid_calls() -> bool:
    """Have the kernel refuse CALLS (seccomp); False where it cannot."""
    known = CALLS.get(platform.machine())
    if known is None or not sys.platform.startswith("linux"):
        return False
    architecture, numbers = known
    program = _filter(architecture, [int(number) for number in numbers.split()])
    code = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]

    given = Program(len(program) // 8, ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, set_seccomp, filter_mode = 38, 22, 2
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(set_seccomp, filter_mode, ctypes.byref(given), 0, 0) == 0)


def _filter(architecture: int, numbers: list[int]) -> bytes:
    """The filter as the kernel reads it: refuse these numbers, allow the rest."""
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | EPERM
    allow_line = len(numbers) + 4
    refuse_line = allow_line + 1
    # Jumps are counted from the line that follows.
    lines = [
        (load, 0, 0, 4),
        (equal, 0, allow_line - 2, architecture),
        (load, 0, 0, 0),
        # The other numbering that x86_64 kernels may offer (x32).
        (at_least, refuse_line - 4, 0, 0x40000000),
    ]
    for place, number in enumerate(numbers, start=4):
        lines.append((equal, refuse_line - place - 1, 0, number))
    lines += [(give, 0, 0, allow), (give, 0, 0, refuse)]
    return b"".join(struct.pack("<HBBI", *line) for line in lines)
