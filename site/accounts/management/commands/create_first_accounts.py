"""`manage.py create_first_accounts`: one account per role, on a database that has none."""

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.urls import reverse

from accounts import declarations
from accounts.apply import apply_roles
from accounts.models import User
from accounts.services import set_roles

# A domain that can never receive mail (RFC 2606), so that nothing is ever sent to a stranger.
DOMAIN = "dimelo.invalid"
FILE = Path(settings.VAR) / "first-accounts.txt"


class Command(BaseCommand):
    help = (
        "On a database without any staff, makes one account per role with a generated password, writes"
        " them to var/first-accounts.txt (readable by its owner only) and prints them."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            if FILE.exists():
                self.stdout.write(FILE.read_text())
            return
        lines = [f"{settings.SITE_URL}{reverse('wagtailadmin_home')}", ""]
        with transaction.atomic():
            apply_roles()
            for role in declarations.roles():
                email, password = f"{role.slug}@{DOMAIN}", secrets.token_urlsafe(12)
                user = User.objects.create_user(email, password)
                set_roles(by=None, user=user, roles=[role.slug])
                lines.append(f"{email:<32} {password}")
            # Written before the commit: accounts whose passwords nobody knows would help nobody.
            _write("\n".join(lines) + "\n")
        self.stdout.write("\n".join(lines))


def _write(text: str) -> None:
    """Put the file there in one step, readable by its owner only from the first byte on."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    draft = FILE.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
    draft.replace(FILE)
