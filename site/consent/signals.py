"""What follows a change of the activations, and a migration."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from consent import trackers
from consent.library import keep_in_step
from consent.models import Activation


@receiver([post_save, post_delete], sender=Activation)
def activations_changed(**kwargs: Any) -> None:
    trackers.forget()
    keep_in_step()


def migrated(**kwargs: Any) -> None:
    """The groups exist from the first start on."""
    keep_in_step()
