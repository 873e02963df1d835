"""A piece that is saved or deleted: the pages that show it are found by its new words."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from outbox.services import post
from pages.pieces.models import FrequentQuestion, GlossaryTerm, Piece, SharedContent
from pages.pieces.uses import uses_of

CHANNEL = "pieces"
CHUNK = 100  # pages that one delivery writes


def before(instance: Piece, **_kwargs: Any) -> None:
    """Where it stands while the database still says it: a topic it leaves, or itself."""
    instance.__dict__["pages_to_find"] = [use.page.pk for use in uses_of(instance) if use.published]


def after(instance: Piece, **_kwargs: Any) -> None:
    pages = instance.__dict__.pop("pages_to_find", [])
    for first in range(0, len(pages), CHUNK):
        post(channel=CHANNEL, payload={"pages": pages[first : first + CHUNK]})


def connect() -> None:
    """Called once when the application is ready."""
    for model in (SharedContent, GlossaryTerm, FrequentQuestion):
        for signal, receiver in (
            (pre_save, before),
            (pre_delete, before),
            (post_save, after),
            (post_delete, after),
        ):
            signal.connect(receiver, sender=model, dispatch_uid=f"pages.pieces.{receiver.__name__}")
