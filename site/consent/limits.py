"""How often one network may post here. The layer that knows networks and counts says so (intake)."""

from collections.abc import Callable

from django.http import HttpRequest

# (request, what is counted, how many a minute) -> seconds to wait, 0 to go on
Counter = Callable[[HttpRequest, str, int], int]

CHOICES_PER_MINUTE = 30
REPORTS_PER_MINUTE = 60
TOKENS_PER_MINUTE = 60

_counter: list[Counter] = []


def set_counter(counter: Counter) -> None:
    """Say who counts. Called once."""
    _counter[:] = [counter]


def seconds_to_wait(request: HttpRequest, what: str, per_minute: int) -> int:
    """Count one post; 0 when it may go on."""
    return _counter[0](request, what, per_minute) if _counter else 0
