"""Trackers, as the package `consent` declares them."""

from typing import Any

from consent import trackers


def services() -> list[dict[str, Any]]:
    """The facts of every service that marketing has switched on."""
    return trackers.facts()


def essential() -> list[dict[str, Any]]:
    """What the site itself keeps in a browser because it must."""
    return trackers.essential_facts()
