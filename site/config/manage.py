"""Management commands called from our own processes."""

import os

from django.core.management import execute_from_command_line


def run(*arguments: str) -> None:
    """`manage.py` with these arguments, in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(["manage.py", *arguments])
