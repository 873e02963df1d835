"""`manage.py forget_past_offers`: take out of the search what could be applied for until yesterday."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from modelsearch import index

from careers.models import OfferPage

# Nights without a worker are caught up within this many days.
CATCH_UP = timedelta(days=30)


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        past = OfferPage.objects.live().filter(
            apply_until__lt=today, apply_until__gte=today - CATCH_UP
        )
        for offer in past:
            index.insert_or_update_object(offer)
