"""Which version of the policy is in force: what an erasure, a notice and a form were made under.

The policy lives in a package above this one; it says which version is published by giving a
function to `provide`. Until one is, the hash of the effective register names the rules as exactly.
"""

from __future__ import annotations

from collections.abc import Callable

# Number and hash of the version in force, both "" when there is none.
Source = Callable[[], tuple[str, str]]
_sources: list[Source] = []


def provide(source: Source) -> None:
    """Let `source()` tell number and hash of the policy version in force."""
    _sources[:] = [source]


def current() -> str:
    """The number of the version in force, or "register-" and the start of the register's hash."""
    from .register import register_hash

    number, _hash = _published()
    return number or f"register-{register_hash()[:12]}"


def reference() -> str:
    """Number and hash of the version in force, "2.0:5f…"; "" when there is none."""
    number, version_hash = _published()
    return f"{number}:{version_hash}" if number else ""


def _published() -> tuple[str, str]:
    return _sources[0]() if _sources else ("", "")
