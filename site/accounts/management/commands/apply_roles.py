"""`manage.py apply_roles`: make the database agree with the declared roles."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.apply import apply_roles


class Command(BaseCommand):
    help = "Gives every role its rights, sections and workflow as the apps declare them."

    def handle(self, *args: Any, **options: Any) -> None:
        result = apply_roles()
        if result.unknown:
            raise CommandError("These names do not exist: " + ", ".join(result.unknown))
        self.stdout.write(f"Roles applied: {result.given} rights given, {result.taken} taken back.")
