"""`make check`: the checks a deployment must pass, under the settings of a production machine.

The values are of the right form and belong to nobody: nothing is read or written but the code.
"""

import os
import subprocess
import sys
from pathlib import Path

from config.environment import SECRETS

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "ENV_FILE": os.devnull,
    "DEBUG": "",
    "SITE_URL": "https://www.example.com",
    "ALLOWED_HOSTS": "www.example.com",
    "TRUSTED_PROXIES": "10.0.0.0/8",
    "DEFAULT_FROM_EMAIL": "Dimelo <site@example.com>",
    "ALERT_EMAIL": "alerts@example.com",
    "EMAIL_URL": "smtp+tls://user:secret@smtp.example.com:587",
    "DATABASE_URL": "sqlite:///var/deploy-check.sqlite3",
    "S3_ENDPOINT_URL": "https://s3.example.com",
    "S3_REGION": "fr-par",
    "S3_ACCESS_KEY_ID": "key",
    "S3_SECRET_ACCESS_KEY": "secret",
    "S3_MEDIA_BUCKET": "media",
    "S3_PRIVATE_BUCKET": "private",
    "BACKUP_URL": "s3://kept/backups",
    "LEDGER_COPY_URL": "s3://kept/ledger",
    "CACHE_URL": "redis://cache.example.com:6379/0",
    "WEB_CONCURRENCY": "2",
}
COMMANDS = (
    ["check", "--deploy", "--fail-level", "WARNING"],
    ["makemigrations", "--check", "--dry-run"],
)


def main() -> int:
    """Run each command; the worst of their exit codes."""
    (ROOT / "var").mkdir(exist_ok=True)
    values = {**PRODUCTION, **{name: make() for name, make in SECRETS.items()}}
    given = [f"{name}={value}" for name, value in values.items()]
    return max(
        subprocess.run(
            ["env", *given, sys.executable, "manage.py", *command], cwd=ROOT, check=False
        ).returncode
        for command in COMMANDS
    )


if __name__ == "__main__":
    sys.exit(main())
