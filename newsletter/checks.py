"""`manage.py check`: the variables of Mailchimp, together or not at all."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

LONG_ENOUGH = 20
LOCAL = {"localhost", "127.0.0.1", "::1"}


@register(Tags.security)
def mailchimp(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Key, audience, secrets and base address."""
    return list(_problems())


def _problem(name: str, message: str, hint: str | None = None) -> Error:
    return Error(f"{name}: {message}", hint=hint, id=f"newsletter.{name}")


def _problems() -> Iterator[CheckMessage]:
    key, audience = settings.MAILCHIMP_API_KEY, settings.MAILCHIMP_AUDIENCE_ID
    if key and key.count("-") != 1:
        yield _problem(
            "MAILCHIMP_API_KEY", "does not end in the data centre.", hint="0123…cdef-us6"
        )
    if bool(key) != bool(audience):
        missing = "MAILCHIMP_AUDIENCE_ID" if key else "MAILCHIMP_API_KEY"
        yield _problem(missing, "missing while the other of the two is set.")
    if key and not settings.MAILCHIMP_WEBHOOK_SECRET:
        yield _problem(
            "MAILCHIMP_WEBHOOK_SECRET",
            "missing: nobody’s unsubscription at Mailchimp would arrive.",
        )
    secret = settings.MAILCHIMP_WEBHOOK_SECRET
    if secret and (len(secret) < LONG_ENOUGH or "/" in secret):
        yield _problem("MAILCHIMP_WEBHOOK_SECRET", "shorter than 20 characters, or with a slash.")
    base = urlsplit(settings.MAILCHIMP_BASE_URL)
    if settings.MAILCHIMP_BASE_URL and base.hostname not in LOCAL:
        yield _problem("MAILCHIMP_BASE_URL", "is for a stand-in on this machine only.")
