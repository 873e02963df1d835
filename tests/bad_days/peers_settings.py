"""The settings of a site that asks reCAPTCHA, at an address the test names, and is not patient with mail."""

import os

from tests.server_settings import *  # noqa: F403
from tests.server_settings import INSTALLED_APPS

EMAIL_TIMEOUT = 2
RECAPTCHA_DOMAIN = os.environ["TEST_RECAPTCHA"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.bad_days.named"]
