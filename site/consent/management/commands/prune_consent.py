from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from consent.reports import today
from consent.services import prune_receipts, prune_reports


class Command(BaseCommand):
    help = "Delete receipts of choices past their date, and hosts that no page tries any more."

    def handle(self, *args: Any, **options: Any) -> None:
        receipts = prune_receipts(now=timezone.now())
        hosts = prune_reports(today=today())
        self.stdout.write(f"{receipts} receipts and {hosts} undeclared hosts forgotten.")
