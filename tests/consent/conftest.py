"""Trackers switched on for a test, named by a policy of the test's own."""

import pytest

from consent import trackers
from consent.models import Activation
from tests.consent.browser_site import (  # noqa: F401
    chromium,
    consent_site,
    profile,
    stand_in_host,
    tracked_site,
)


@pytest.fixture(autouse=True)
def _as_before():
    """What a test tells the register of trackers is forgotten after it."""
    named, published = [*trackers._named], [*trackers._published]
    trackers.forget()
    yield
    trackers._named[:], trackers._published[:] = named, published
    trackers.forget()


@pytest.fixture
def switch_on(db):
    """`switch_on("youtube", "meta", named=False)`: marketing's act, and the policy's."""

    def act(*slugs: str, named: bool = True) -> None:
        for slug in slugs:
            declared = trackers.service(slug)
            Activation.objects.update_or_create(
                service=slug,
                defaults={
                    "switched_on": True,
                    "identifier": declared.identifier.example if declared.identifier else "",
                    "host": "stats.example.com" if declared.needs_host else "",
                },
            )
        on = frozenset(
            Activation.objects.filter(switched_on=True).values_list("service", flat=True)
        )
        trackers.set_named_services(lambda: on if named else frozenset())

    return act
