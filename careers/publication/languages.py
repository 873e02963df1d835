"""An offer is out in French or not at all."""

from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete
from wagtail.signals import page_unpublished

from careers.models import OfferPage


def _french_is_gone(sender: type[OfferPage], instance: OfferPage, **kwargs: Any) -> None:
    """Its translations are taken off with it."""
    if instance.locale.language_code != settings.LANGUAGE_CODE or instance.alias_of_id:
        return
    for twin in instance.versions().exclude(pk=instance.pk).filter(live=True):
        twin.unpublish()


def connect() -> None:
    page_unpublished.connect(
        _french_is_gone, sender=OfferPage, dispatch_uid="careers.languages.unpublished"
    )
    post_delete.connect(_french_is_gone, sender=OfferPage, dispatch_uid="careers.languages.deleted")
