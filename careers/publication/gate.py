"""The gate before the two writes that put an offer in front of visitors."""

from collections.abc import Sequence
from typing import Any

from django.db.models.signals import pre_save
from wagtail.models import Revision

from careers.models import OfferPage
from careers.publication.obstacles import Obstacle, obstacles


class NotPublishable(Exception):
    """The offer may not be published yet. `obstacles` says what to do, `offer` is the page.

    Not a ValidationError: wagtail-localize catches those and shows a sentence that helps nobody.
    """

    def __init__(self, offer: OfferPage, found: Sequence[Obstacle]) -> None:
        super().__init__(f"{offer.reference}: {', '.join(one.field for one in found)}")
        self.offer = offer
        self.obstacles = found

    @property
    def messages(self) -> list[str]:
        return [str(one.message) for one in self.obstacles]


def demand_publishable(offer: OfferPage) -> None:
    """Raises NotPublishable with everything that is missing."""
    if found := obstacles(offer):
        raise NotPublishable(offer, found)


def _offer_saved(
    sender: type[OfferPage],
    instance: OfferPage,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    # A save of a few columns publishes nothing unless it is the column that says so.
    if raw or not instance.live or (update_fields is not None and "live" not in update_fields):
        return
    demand_publishable(instance)


def _date_set(sender: type[Revision], instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    if raw or instance.approved_go_live_at is None:
        return
    if instance.content_type.model_class() is OfferPage:
        demand_publishable(instance.as_object())


def connect() -> None:
    pre_save.connect(_offer_saved, sender=OfferPage, dispatch_uid="careers.gate.offer")
    pre_save.connect(_date_set, sender=Revision, dispatch_uid="careers.gate.date")
