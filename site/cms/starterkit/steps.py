"""The steps by which the starter site is loaded."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules
from wagtail import hooks


class NotReady(Exception):
    """A step cannot be run on this site, for instance because its parent page was deleted.

    Its text says why, for whoever runs the command. The step is tried again at the next run.
    """


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Step:
    """A part of the starter site that is loaded as a whole, in one transaction, once.

    `name` is what is remembered, so it never changes: `<app>.<what>`. `order` says when: 10 the home
    pages, 20 snippets, 30 pages that hold others, 40 pages, 80 the home page's content, 90 menus.
    `ready` may hold a step back: it is neither run nor remembered until it says yes.
    """

    name: str
    order: int
    run: Callable[[], None]
    ready: Callable[[], bool] = _always


_steps: dict[str, Step] = {}


def register(*steps: Step) -> None:
    """Add steps; raises ValueError when another step has the name already."""
    for step in steps:
        if _steps.setdefault(step.name, step) is not step:
            raise ValueError(f"Two starter steps are called {step.name}.")


def registered_steps() -> list[Step]:
    """The steps of every installed app, in the order in which they are run."""
    # Blocks choose among snippets, which hooks register.
    hooks.search_for_hooks()
    autodiscover_modules("starter")
    return sorted(_steps.values(), key=lambda step: (step.order, step.name))
