"""What `manage.py check` says about channels and jobs."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.core.management import get_commands

from outbox import schedule


@register()
def jobs_have_commands(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Each scheduled job names a command that exists; otherwise it would fail at night, unseen."""
    known = get_commands()
    return [
        Error(
            f"The scheduled job {job.name} runs a command that does not exist: {job.command}.",
            hint="Give the name of a management command, without arguments.",
            id="outbox.E001",
        )
        for job in schedule.all_jobs()
        if job.command not in known
    ]
