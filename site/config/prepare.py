"""`python -m config.prepare`: bring the database of a new version, or a new site, up to date.

What a deployment runs once before its processes start; `make run` does the same and a little more.
"""

import os
import sys

import django
from django.core.management import call_command

# Each of them leaves alone what is already there, and an editor's work above all.
STEPS = ("replay_ledger", "apply_roles", "load_starter_site")


def database() -> None:
    """Migrate, apply the roles the packages declare, and load the starter site into an empty site."""
    call_command("migrate", interactive=False, verbosity=0)
    for step in STEPS:
        call_command(step)


def main() -> int:
    """Check the environment first, so that a missing value is named before anything is touched."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("check", tags=["security"], verbosity=0)
    database()
    return 0


if __name__ == "__main__":
    sys.exit(main())
