"""`manage.py check`: every missing or contradictory value of the environment, by its name.

The first group holds always; the second (`check --deploy`) what production needs on top of it.
"""

import base64
import binascii
import logging
import os
from collections.abc import Iterator, Sequence
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

LOCAL = {"localhost", "127.0.0.1", "::1"}
KEY_BYTES = 32
LEVELS = set(logging.getLevelNamesMapping())
SHORTEST_TOKEN = 20  # characters
S3_NAMES = (
    "S3_ACCESS_KEY_ID",
    "S3_SECRET_ACCESS_KEY",
    "S3_MEDIA_BUCKET",
    "S3_PRIVATE_BUCKET",
)


def problem(name: str, message: str, hint: str | None = None) -> Error:
    """An error about the variable `name`; its id is `config.<NAME>`."""
    return Error(f"{name}: {message}", hint=hint, id=f"config.{name}")


@register(Tags.security)
def environment(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """What no set-up can do without."""
    return [*secret(), *address(), *mail(), *keys(), *s3(), *services(), *disk()]


def secret() -> Iterator[CheckMessage]:
    """SECRET_KEY. (Django itself refuses to start when it is empty.)"""
    weak = len(settings.SECRET_KEY) < 50 or len(set(settings.SECRET_KEY)) < 5
    if weak and not settings.DEBUG and settings.BEHIND_TLS:
        yield problem("SECRET_KEY", "shorter than 50 characters or too regular.", hint=MAKE_TEXT)


MAKE_TEXT = "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
MAKE_KEY = (
    "python -c 'import base64, secrets; "
    "print(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())'"
)


def address() -> Iterator[CheckMessage]:
    """SITE_URL, ALLOWED_HOSTS and TRUSTED_PROXIES."""
    site = urlsplit(settings.SITE_URL)
    if not settings.SITE_URL:
        yield problem("SITE_URL", "missing.", hint="https://www.example.com")
    elif site.scheme not in {"http", "https"} or not site.hostname:
        yield problem("SITE_URL", "not an address like https://www.example.com.")
    elif site.path or site.query or site.fragment:
        yield problem("SITE_URL", "must end after the host: no path, no query.")
    elif site.scheme == "http" and site.hostname not in LOCAL:
        yield problem("SITE_URL", "plain http is for this machine only; use https.")
    hosts = settings.ALLOWED_HOSTS
    if not hosts:
        yield problem("ALLOWED_HOSTS", "missing: no request would be answered.")
    elif "*" in hosts:
        yield problem("ALLOWED_HOSTS", "“*” would answer for any site; name the hosts.")
    elif site.hostname and not any(
        host.lower() == site.hostname or (host[0] == "." and site.hostname.endswith(host[1:]))
        for host in hosts
        if host
    ):
        yield problem("ALLOWED_HOSTS", "does not hold the host of SITE_URL.")
    for text in settings.TRUSTED_PROXIES:
        try:
            ip_network(text, strict=False)
        except ValueError:
            yield problem("TRUSTED_PROXIES", f"“{text}” is no address or network.")


def mail() -> Iterator[CheckMessage]:
    """EMAIL_URL, DEFAULT_FROM_EMAIL and ALERT_EMAIL."""
    if not settings.DEFAULT_FROM_EMAIL:
        yield problem("DEFAULT_FROM_EMAIL", "missing.", hint="Dimelo <site@example.com>")
    elif "@" not in settings.DEFAULT_FROM_EMAIL:
        yield problem("DEFAULT_FROM_EMAIL", "holds no e-mail address.")
    for text in settings.ALERT_EMAIL:
        if "@" not in text:
            yield problem("ALERT_EMAIL", f"“{text}” is no e-mail address.")
    if settings.EMAIL_USE_TLS and settings.EMAIL_USE_SSL:
        yield problem("EMAIL_URL", "asks for TLS and SSL at once: smtp+tls or smtp+ssl.")


def keys() -> Iterator[CheckMessage]:
    """VAULT_KEYS, LEDGER_KEY and BACKUP_KEY: 32 bytes in URL-safe base64 each."""
    given = [("VAULT_KEYS", key) for key in settings.VAULT_KEYS]
    given += [(name, getattr(settings, name)) for name in ("LEDGER_KEY", "BACKUP_KEY")]
    for name, key in given:
        if key and not is_key(key):
            yield problem(name, "not 32 bytes in URL-safe base64.", hint=MAKE_KEY)
    distinct = {key for _, key in given if key}
    if len(distinct) < len([key for _, key in given if key]):
        yield problem(
            "VAULT_KEYS", "the same key stands twice among VAULT_KEYS, LEDGER_KEY, BACKUP_KEY."
        )


def is_key(text: str) -> bool:
    """Whether the text is 32 bytes in URL-safe base64."""
    try:
        return len(base64.b64decode(text, altchars=b"-_", validate=True)) == KEY_BYTES
    except (binascii.Error, ValueError):
        return False


def s3() -> Iterator[CheckMessage]:
    """All of the S3 variables or none of them; two buckets."""
    missing = [name for name in S3_NAMES if not getattr(settings, name)]
    started = len(missing) < len(S3_NAMES) or settings.S3_ENDPOINT_URL or settings.S3_REGION
    if started:
        for name in missing:
            yield problem(name, "missing while other S3 variables are set.")
    if settings.S3_MEDIA_BUCKET and settings.S3_MEDIA_BUCKET == settings.S3_PRIVATE_BUCKET:
        yield problem("S3_PRIVATE_BUCKET", "must not be the bucket of public media.")
    if settings.S3_ENDPOINT_URL and not urlsplit(settings.S3_ENDPOINT_URL).hostname:
        yield problem("S3_ENDPOINT_URL", "not an address like https://s3.example.com.")


def services() -> Iterator[CheckMessage]:
    """CACHE_URL, SENTRY_DSN, METRICS_TOKEN, LOG_LEVEL, WEB_CONCURRENCY, PORT and the keys of reCAPTCHA."""
    if settings.CACHE_URL and urlsplit(settings.CACHE_URL).scheme not in {
        "redis",
        "rediss",
        "unix",
    }:
        yield problem("CACHE_URL", "must be the address of a Redis server: redis://host:6379/0.")
    if settings.SENTRY_DSN and not urlsplit(settings.SENTRY_DSN).username:
        yield problem("SENTRY_DSN", "holds no key: https://key@host/project.")
    if settings.METRICS_TOKEN and len(settings.METRICS_TOKEN) < SHORTEST_TOKEN:
        yield problem("METRICS_TOKEN", "is too short to keep others out: 20 characters or more.")
    if settings.LOG_LEVEL not in LEVELS:
        yield problem("LOG_LEVEL", "is one of DEBUG, INFO, WARNING, ERROR.")
    if bool(settings.RECAPTCHA_PUBLIC_KEY) != bool(settings.RECAPTCHA_PRIVATE_KEY):
        yield problem("RECAPTCHA_PRIVATE_KEY", "set both keys of reCAPTCHA or neither.")
    if settings.RECAPTCHA_VERSION not in (2, 3):
        yield problem("RECAPTCHA_VERSION", "is 2 or 3.")
    if settings.WEB_CONCURRENCY < 1:
        yield problem("WEB_CONCURRENCY", "at least one process must serve.")
    if not 0 < settings.PORT < 65_536:
        yield problem("PORT", "no such port.")


def disk() -> Iterator[CheckMessage]:
    """The folder that is written to while the site runs."""
    if not may_write(Path(settings.WORK)):
        yield Warning(
            f"{settings.WORK} cannot be written to: there would be no backup and no proof of erasure, "
            "and the processes of this machine would show a change half a second late.",
            hint="Give the account that serves the site this folder; in a container, a volume.",
            id="config.WORK",
        )


def may_write(folder: Path) -> bool:
    """Whether files can be made in the folder; when it is missing, whether it can be made."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return there.is_dir() and os.access(there, os.W_OK)


def elsewhere() -> Iterator[CheckMessage]:
    """BACKUP_URL, LEDGER_COPY_URL and LEDGER_URL, where files lie in buckets: it may be several machines."""
    if not settings.S3_MEDIA_BUCKET:
        return
    places = {name: getattr(settings, name) for name in ("BACKUP_URL", "LEDGER_COPY_URL")}
    database, ledger = settings.DATABASES["default"], settings.DATABASES["ledger"]
    if "sqlite" in ledger["ENGINE"] and "sqlite" not in database["ENGINE"]:
        places["LEDGER_URL"] = str(ledger["NAME"])
    for name, place in places.items():
        if is_on_this_disk(place):
            yield Warning(
                f"{name}: a folder on this machine's disk, while the files lie in buckets: other machines "
                "do not see it, and it is gone with this one.",
                hint="postgres://… for LEDGER_URL; s3://bucket/prefix or a mounted folder for the others.",
                id=f"config.{name}",
            )


def is_on_this_disk(url: str) -> bool:
    """Whether the place is a folder on the disk that holds the site itself."""
    parts = urlsplit(url)
    if parts.scheme == "s3":
        return False
    folder = Path(parts.path)
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return there.stat().st_dev == Path(settings.SITE_DIR).stat().st_dev


@register(Tags.security, deploy=True)
def production(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """What a machine on the Internet needs beyond a local trial."""
    found: list[CheckMessage] = []
    if not settings.BEHIND_TLS:
        found.append(problem("SITE_URL", "production is served over https."))
    if "filebased" in settings.EMAIL_BACKEND or "console" in settings.EMAIL_BACKEND:
        found.append(problem("EMAIL_URL", "mails would stay on this machine; name an SMTP server."))
    for name in ("VAULT_KEYS", "LEDGER_KEY", "BACKUP_KEY"):
        if not getattr(settings, name):
            found.append(problem(name, "missing.", hint=MAKE_KEY))
    if settings.WEB_CONCURRENCY > 1 and not settings.CACHE_URL:
        found.append(
            Warning(
                "CACHE_URL: missing with more than one web process: each would count attempts alone.",
                id="config.CACHE_URL",
            )
        )
    if not settings.ALERT_EMAIL:
        found.append(
            Warning(
                "ALERT_EMAIL: missing: nobody would learn of an alarm.", id="config.ALERT_EMAIL"
            )
        )
    return [*found, *elsewhere()]
