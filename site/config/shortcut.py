"""The event loop of the web server: what stands ready is answered before anything is put in its queue.

granian's threads hand each request to the loop (`call_soon_threadsafe`), which makes a task of it; two
changes of threads, for a page that lies in memory. Here the fronts are asked in the thread that brings
the request. What they do not answer, and whatever is not a request as granian brings it, goes the usual
way, where they are asked again: so this saves time and decides nothing.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from config.bridge import Answer

log = logging.getLogger("config.server")

Front = Callable[[Any], Answer | None]


class ShortcutLoop(asyncio.SelectorEventLoop):
    """asyncio's own loop, with `fronts` that the site puts there when it is ready."""

    fronts: tuple[Front, ...] = ()

    def call_soon_threadsafe(  # type: ignore[override]
        self, callback: Callable[..., object], *args: Any, context: Any = None
    ) -> Any:
        """Queue a call from another thread, unless it is a request that a front answers."""
        # A request comes as the coroutine that would serve it, not begun, and granian's handle of it.
        if len(args) == 2 and self.fronts and self.answered(*args):
            return None
        return super().call_soon_threadsafe(callback, *args, context=context)

    def answered(self, coroutine: Any, handle: Any) -> bool:
        """Whether a front has answered this request."""
        try:
            scope, protocol = handle.scope, handle.proto
        except AttributeError:
            return False
        try:
            for front in self.fronts:
                ready = front(scope)
                if ready is not None:
                    protocol.response_bytes(ready.status, ready.headers, ready.body)
                    coroutine.close()
                    handle.done()
                    return True
        except Exception:
            log.exception("A front failed")
        return False


def build() -> ShortcutLoop:
    """The loop of a server process, as `granian.loops` has it made."""
    loop = ShortcutLoop()
    asyncio.set_event_loop(loop)
    return loop
