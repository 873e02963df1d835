"""`manage.py invite ADDRESS --role administration`: the first person of a new installation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accounts import declarations
from accounts.models import User
from accounts.services import invite, resend_invitation


class Command(BaseCommand):
    help = (
        "Invites a staff member by e-mail; sends the invitation again when they have not come yet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--role",
            action="append",
            required=True,
            choices=[role.slug for role in declarations.roles()],
        )
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        user = User.objects.filter(email=email).first()
        if user is None:
            invite(
                by=None,
                email=email,
                first_name=options["first_name"],
                last_name=options["last_name"],
                roles=options["role"],
            )
        elif user.is_active and not user.has_usable_password():
            resend_invitation(by=None, user=user)
        else:
            raise CommandError(f"{email} has an account already.")
        self.stdout.write("The invitation leaves with the next run of the worker.")
