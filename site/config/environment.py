"""`var/env`: what the site needs to run and nobody has chosen, written on the first start.

Secrets are made once and never change by themselves. The address follows the port at each start, as
long as it is one of this machine's own; an address that somebody has set is left alone.
"""

import os
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path

LINE = re.compile(r"^([A-Z][A-Z0-9_]*)=(.*)$")
LOOPBACK = re.compile(r"^http://(localhost|127\.0\.0\.1)(:\d+)?$")


def encryption_key() -> str:
    """32 random bytes as URL-safe base64: the form VAULT_KEYS, LEDGER_KEY and BACKUP_KEY have."""
    return urlsafe_b64encode(secrets.token_bytes(32)).decode()


SECRETS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "VAULT_KEYS": encryption_key,
    "LEDGER_KEY": encryption_key,
    "BACKUP_KEY": encryption_key,
    "MAIL_WEBHOOK_SECRET": lambda: secrets.token_urlsafe(32),
    "MAILCHIMP_WEBHOOK_SECRET": lambda: secrets.token_urlsafe(32),
}
LOCAL_TRIAL = {
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
    # Every mail becomes a file there, to be read with any mail program or editor.
    "EMAIL_URL": "filemail:///var/mail",
    "DEFAULT_FROM_EMAIL": "Dimelo <site@localhost>",
}
HEADING = (
    "# Written by the first `make run`. Keep it: CVs and backups can only be read with its keys.\n"
)


def read(path: Path) -> dict[str, str]:
    """The values in the file, in their order; empty when there is none."""
    if not path.is_file():
        return {}
    lines = map(LINE.match, path.read_text().splitlines())
    return {line[1]: line[2] for line in lines if line}


def write(path: Path, values: dict[str, str]) -> None:
    """Replace the file in one step; only its owner may read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(HEADING + "".join(f"{name}={value}\n" for name, value in values.items()))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def complete(path: Path, *, port: int) -> list[str]:
    """Add what is missing to the file at `path` and let the local address follow `port`.

    Returns the names that were added or changed (never their values); empty means nothing was written.
    """
    before = read(path)
    values = dict(before)
    for name, make in SECRETS.items():
        if not values.get(name):
            values[name] = make()
    for name, value in LOCAL_TRIAL.items():
        values.setdefault(name, value)
    if LOOPBACK.match(values.setdefault("SITE_URL", "http://localhost")):
        values["SITE_URL"] = f"http://localhost:{port}"
    changed = [name for name, value in values.items() if before.get(name) != value]
    if changed:
        write(path, values)
    return changed
