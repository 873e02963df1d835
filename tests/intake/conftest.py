"""The browser of the consent tests serves here too."""

from tests.consent.browser_site import (  # noqa: F401
    chromium,
    profile,
    stand_in_host,
    tracked_site,
)
