"""What an activation changes at once in this process."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from consent import trackers
from consent.models import Activation


@receiver([post_save, post_delete], sender=Activation)
def activations_changed(**kwargs: Any) -> None:
    trackers.forget()
