from typing import Any

from django.core.management.base import BaseCommand

from accounts.queries import staff_with_role
from leads.queries import numbers_for, wants
from outbox.services import send_mail


class Command(BaseCommand):
    help = "Post the morning's digest to every colleague of Marketing for whom something waits."

    def handle(self, *args: Any, **options: Any) -> None:
        posted = 0
        for user in staff_with_role("marketing"):
            if wants(user, "digest") and any(numbers_for(user).values()):
                send_mail(mail="leads.emails.digest", key=f"lead-digest-{user.pk}", user=user.pk)
                posted += 1
        self.stdout.write(f"{posted} digests posted.")
