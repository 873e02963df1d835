from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from intake.models import SpentToken
from intake.tokens import LIFETIME


class Command(BaseCommand):
    help = "Forget form tokens that were used and could no longer be sent again anyway."

    def handle(self, *args: Any, **options: Any) -> None:
        limit = timezone.now() - 2 * LIFETIME
        deleted, _by_model = SpentToken.objects.filter(spent_at__lt=limit).delete()
        self.stdout.write(f"{deleted} used tokens forgotten.")
