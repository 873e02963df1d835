"""The browser of the consent tests serves here too."""

from tests.consent.browser_site import (  # noqa: F401
    chromium,
    profile,
    stand_in_host,
    tracked_site,
)
from tests.intake.recaptcha_on import google, verifier  # noqa: F401 - fixtures
