"""Something goes away while people write, subscribe and apply, and comes back."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from threading import Event

from tests.bad_days.outages import hanging, killed
from tests.bad_days.scene import Scene, until
from tests.bad_days.seeing import without_a_cache, without_a_database
from tests.machines.cluster import lost_or_doubled

# Lines that a worker may write for each second that its database is away: some for each thread.
TALK = 40


@dataclass
class Outage:
    """`away`: a block in which it is away. `seen`: the faults that are seen meanwhile."""

    name: str
    away: Callable[[], AbstractContextManager[None]]
    seen: Callable[[Scene], list[str]]


def faults_of(scene: Scene, outages: Sequence[Outage], *, posts: int, seconds: float) -> list[str]:
    """What went wrong in these, one after the other, of at least so many seconds each."""
    visitors = scene.visitors(posts)
    visitors.begin()
    try:
        faults = [
            fault
            for number, outage in enumerate(outages, 1)
            for fault in faults_in(
                scene,
                outage,
                seconds,
                after=lambda number=number: visitors.wait_for(number * posts // (len(outages) + 1)),
            )
        ]
        visitors.end()
    finally:
        visitors.give_up()
    found, mails = scene.settle()
    return faults + lost_or_doubled(visitors, found, mails)


def faults_in(
    scene: Scene, outage: Outage, seconds: float, *, after: Callable[[], None]
) -> list[str]:
    """What is seen at its beginning, at its end, and when it is over."""
    after()
    lines = len(scene.log.read_text().splitlines())
    with outage.away():
        faults = [f"{outage.name}: {fault}" for fault in outage.seen(scene)]
        if seconds:
            Event().wait(seconds)
            faults += [f"{outage.name}, at its end: {fault}" for fault in outage.seen(scene)]
    until(scene.is_ready, f"ready after {outage.name}")
    until(lambda: scene.write(-3).status == 303, f"a form is taken after {outage.name}")
    said = len(scene.log.read_text().splitlines()) - lines
    if said > TALK * (seconds + 20):
        faults.append(f"{outage.name}: the worker wrote {said} lines")
    return faults


def outages_on(scene: Scene) -> list[Outage]:
    """Of everything that stands under a site on several machines."""
    database, cache = scene.parts["database"], scene.parts["cache"]
    return [
        Outage("no database", lambda: killed(database), partial(without_a_database, answers=True)),
        Outage("no cache", lambda: killed(cache), without_a_cache),
        Outage("hanging cache", lambda: hanging(cache), without_a_cache),
        Outage(
            "hanging database",
            lambda: hanging(database),
            partial(without_a_database, answers=False),
        ),
    ]
