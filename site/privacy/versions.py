"""Which version of the policy an erasure was made under.

The policy lives in a package above this one; it says which version is published by giving a
function to `provide`. Until one is, the hash of the effective register names the rules as exactly.
"""

from __future__ import annotations

from collections.abc import Callable

_sources: list[Callable[[], str]] = []


def provide(source: Callable[[], str]) -> None:
    """Let `source()` tell the number of the published policy version ("" when there is none)."""
    _sources[:] = [source]


def current() -> str:
    """The published policy version, or "register-" and the start of the register's hash."""
    from .register import register_hash

    published = _sources[0]() if _sources else ""
    return published or f"register-{register_hash()[:12]}"
