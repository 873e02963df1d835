"""What the pages package does when something of its own is deleted."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from pages.models import SearchEntry
from pages.search.indexing import count_out


@receiver(post_delete, sender=SearchEntry, dispatch_uid="pages.count_out")
def count_words_out(instance: SearchEntry, **_kwargs: Any) -> None:
    """The words of a page that is gone leave the vocabulary with it, however it was deleted."""
    count_out(instance.language, instance.vocabulary.split())
