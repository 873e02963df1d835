"""Who wants to know that a page was seen: asked for each answer, also for those that the page cache gives.

`watch_views(maker)`: `maker(page, language)` gives the function that is told of each view with the
visitor's headers (lower-case names), or None. It must cost microseconds and never touch the database.
"""

from collections.abc import Callable, Mapping
from typing import Any

# The visitor's headers, and whether whoever tells may wait for the database.
Told = Callable[[Mapping[str, str], bool], None]
Maker = Callable[[Any, str], Told | None]

_makers: list[Maker] = []


def watch_views(maker: Maker) -> None:
    """Ask this maker for each page that is answered; once however often it is called."""
    if maker not in _makers:
        _makers.append(maker)


class Watchers:
    """Those who are told of the views of one page."""

    __slots__ = ("told",)

    def __init__(self, told: list[Told]) -> None:
        self.told = told

    def __call__(self, headers: Mapping[str, str], waits: bool = False) -> None:
        for one in self.told:
            one(headers, waits)


def watchers_of(page: Any, language: str, own: Told | None = None) -> Watchers | None:
    """Who is told of the views of this page; `own`: what the page itself asks for."""
    told = [one for maker in _makers if (one := maker(page, language)) is not None]
    if own is not None:
        told.append(own)
    return Watchers(told) if told else None
