"""The files behind images and documents: names that never come back, and what a replaced one leaves."""

import secrets
from typing import Any

from django.db import models
from django.dispatch import Signal

from outbox.services import post

# Sent in the transaction in which an image or a document gets another file: `instance`, and
# `former`, the name of the file it had.
file_replaced = Signal()


def own_folder() -> str:
    """A folder for one file. Browsers keep a picture for a year: no later file may take its name."""
    return secrets.token_hex(4)


def as_stored(instance: models.Model, *columns: str) -> dict[str, Any] | None:
    """What the database still says of these columns; None for a new row."""
    if instance.pk is None:
        return None
    return type(instance)._default_manager.filter(pk=instance.pk).values(*columns).first()


def give_up(*, instance: models.Model, former: str) -> None:
    """Have the earlier file erased by the worker; joins the caller's transaction."""
    post(channel="files", payload={"storage": "default", "name": former})
    file_replaced.send(sender=type(instance), instance=instance, former=former)
