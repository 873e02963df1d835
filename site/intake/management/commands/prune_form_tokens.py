from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from intake.models import OpenQuestion, SpentToken
from intake.tokens import LIFETIME

# What nobody asked in so long is asked no more: its delivery was given up, or its row has been erased.
UNASKED = timedelta(days=7)


class Command(BaseCommand):
    help = "Forget form tokens that were used and could no longer be sent again anyway."

    def handle(self, *args: Any, **options: Any) -> None:
        limit = timezone.now() - 2 * LIFETIME
        deleted, _by_model = SpentToken.objects.filter(spent_at__lt=limit).delete()
        OpenQuestion.objects.filter(asked_at__lt=timezone.now() - UNASKED).delete()
        self.stdout.write(f"{deleted} used tokens forgotten.")
