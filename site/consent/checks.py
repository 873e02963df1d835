"""`manage.py check`: django-cookie-consent keeps groups and cookies here, and does nothing else."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def check_library(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Whatever would let the library decide for a visitor is an error."""
    found: list[CheckMessage] = []
    if getattr(settings, "COOKIE_CONSENT_OPT_OUT", False):
        found.append(
            Error(
                "COOKIE_CONSENT_OPT_OUT takes silence for consent.",
                hint="Remove it: nothing loads here before an explicit choice.",
                id="consent.E001",
            )
        )
    if getattr(settings, "COOKIE_CONSENT_LOG_ENABLED", True):
        found.append(
            Error(
                "COOKIE_CONSENT_LOG_ENABLED writes a log that proves nothing.",
                hint="Set it to False: the evidence is consent.Receipt.",
                id="consent.E002",
            )
        )
    if any(name.startswith("cookie_consent.") for name in settings.MIDDLEWARE):
        found.append(
            Error(
                "The middleware of django-cookie-consent reads a cookie that anyone can write.",
                hint="Remove it: consent.withdrawal removes cookies, by pattern.",
                id="consent.E003",
            )
        )
    return found
