"""`manage.py check` names each value that is missing, malformed or at odds with another."""

import base64
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from config import checks

KEY, OTHER, THIRD = (base64.urlsafe_b64encode(bytes([n]) * 32).decode() for n in (1, 2, 3))
PRODUCTION = {
    "DEBUG": False,
    "SECRET_KEY": "kJ8-some long and irregular secret key of more than fifty",
    "SITE_URL": "https://www.example.com",
    "BEHIND_TLS": True,
    "ALLOWED_HOSTS": ["www.example.com"],
    "TRUSTED_PROXIES": ["10.0.0.0/8"],
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "DEFAULT_FROM_EMAIL": "Dimelo <site@example.com>",
    "ALERT_EMAIL": ["alerts@example.com"],
    "VAULT_KEYS": [KEY],
    "LEDGER_KEY": OTHER,
    "BACKUP_KEY": THIRD,
    "CACHE_URL": "redis://cache:6379/0",
    "S3_ENDPOINT_URL": "https://s3.example.com",
    "S3_ACCESS_KEY_ID": "key",
    "S3_SECRET_ACCESS_KEY": "secret",
    "S3_MEDIA_BUCKET": "media",
    "S3_PRIVATE_BUCKET": "private",
    "BACKUP_URL": "s3://kept/backups",
    "LEDGER_COPY_URL": "s3://kept/ledger",
    "WEB_CONCURRENCY": 2,
}
HERE = Path(__file__).parent

NO_BUCKETS = dict.fromkeys((*checks.S3_NAMES, "S3_ENDPOINT_URL"), "")


def engines(monkeypatch, main: str, ledger: str) -> None:
    for alias, engine in (("default", main), ("ledger", ledger)):
        facts = {"ENGINE": f"django.db.backends.{engine}", "NAME": str(HERE / "ledger")}
        for name, value in facts.items():
            monkeypatch.setitem(settings.DATABASES[alias], name, value)


@pytest.fixture(autouse=True)
def _sqlite(monkeypatch):
    """Whatever the tests run on."""
    engines(monkeypatch, "sqlite3", "sqlite3")


def found(**changes):
    with override_settings(**{**PRODUCTION, **changes}):
        messages = [*checks.environment(None), *checks.production(None)]
    return {message.id.removeprefix("config.") for message in messages}


def test_a_complete_environment_has_nothing_to_say():
    assert found() == set()


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"SECRET_KEY": "short"}, {"SECRET_KEY"}),
        ({"SECRET_KEY": "a" * 60}, {"SECRET_KEY"}),
        ({"SITE_URL": ""}, {"SITE_URL"}),
        ({"SITE_URL": "www.example.com"}, {"SITE_URL"}),
        ({"SITE_URL": "https://www.example.com/fr"}, {"SITE_URL"}),
        ({"SITE_URL": "http://www.example.com", "BEHIND_TLS": False}, {"SITE_URL"}),
        ({"ALLOWED_HOSTS": []}, {"ALLOWED_HOSTS"}),
        ({"ALLOWED_HOSTS": ["*"]}, {"ALLOWED_HOSTS"}),
        ({"ALLOWED_HOSTS": ["other.example"]}, {"ALLOWED_HOSTS"}),
        ({"ALLOWED_HOSTS": [".example.com"]}, set()),
        ({"TRUSTED_PROXIES": ["the proxy"]}, {"TRUSTED_PROXIES"}),
        ({"DEFAULT_FROM_EMAIL": ""}, {"DEFAULT_FROM_EMAIL"}),
        ({"DEFAULT_FROM_EMAIL": "Dimelo"}, {"DEFAULT_FROM_EMAIL"}),
        ({"ALERT_EMAIL": []}, {"ALERT_EMAIL"}),
        ({"ALERT_EMAIL": ["somebody"]}, {"ALERT_EMAIL"}),
        ({"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}, {"EMAIL_URL"}),
        ({"EMAIL_USE_TLS": True, "EMAIL_USE_SSL": True}, {"EMAIL_URL"}),
        ({"VAULT_KEYS": []}, {"VAULT_KEYS"}),
        ({"VAULT_KEYS": ["too short"]}, {"VAULT_KEYS"}),
        ({"VAULT_KEYS": [KEY, KEY]}, {"VAULT_KEYS"}),
        ({"LEDGER_KEY": ""}, {"LEDGER_KEY"}),
        ({"LEDGER_KEY": KEY[:-4]}, {"LEDGER_KEY"}),
        ({"BACKUP_KEY": "é" * 44}, {"BACKUP_KEY"}),
        ({"S3_SECRET_ACCESS_KEY": ""}, {"S3_SECRET_ACCESS_KEY"}),
        ({"S3_PRIVATE_BUCKET": ""}, {"S3_PRIVATE_BUCKET"}),
        ({"S3_PRIVATE_BUCKET": "media"}, {"S3_PRIVATE_BUCKET"}),
        ({"S3_ENDPOINT_URL": "s3.example.com"}, {"S3_ENDPOINT_URL"}),
        ({"CACHE_URL": "memcached://cache"}, {"CACHE_URL"}),
        ({"CACHE_URL": ""}, {"CACHE_URL"}),
        ({"CACHE_URL": "", "WEB_CONCURRENCY": 1}, set()),
        ({"SENTRY_DSN": "https://sentry.example.com/1"}, {"SENTRY_DSN"}),
        ({"METRICS_TOKEN": "short"}, {"METRICS_TOKEN"}),
        ({"LOG_LEVEL": "LOUD"}, {"LOG_LEVEL"}),
        ({"WEB_CONCURRENCY": 0}, {"WEB_CONCURRENCY"}),
        ({"PORT": 70_000}, {"PORT"}),
        ({"BACKUP_URL": str(HERE / "backups")}, {"BACKUP_URL"}),
        ({"LEDGER_COPY_URL": f"file://{HERE}/missing/copy"}, {"LEDGER_COPY_URL"}),
        # Without buckets it is one machine; another disk of it is another place.
        ({"BACKUP_URL": str(HERE), "LEDGER_COPY_URL": str(HERE), **NO_BUCKETS}, set()),
        ({"BACKUP_URL": "/proc/backups", "LEDGER_COPY_URL": "/proc/copy"}, set()),
        ({"WORK": HERE / "missing" / "work"}, set()),
        ({"WORK": Path(__file__) / "work"}, {"WORK"}),
    ],
)
def test_each_fault_is_named(changes, names):
    assert found(**changes) == names


@pytest.mark.parametrize(
    ("main", "ledger", "names"),
    [
        ("postgresql", "postgresql", set()),
        ("postgresql", "sqlite3", {"LEDGER_URL"}),
        ("sqlite3", "sqlite3", set()),
    ],
)
def test_a_ledger_on_the_disk_beside_a_shared_database_is_named(main, ledger, names, monkeypatch):
    engines(monkeypatch, main, ledger)
    assert found() == names


def test_no_message_repeats_a_secret():
    with override_settings(
        **{**PRODUCTION, "VAULT_KEYS": ["my secret key"], "SECRET_KEY": "my secret"}
    ):
        said = " ".join(message.msg for message in checks.environment(None))
    assert "my secret" not in said
