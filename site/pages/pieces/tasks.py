"""What the worker does when a piece has changed: the search of the site learns its words."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from outbox.channels import Channel, register
from outbox.models import Delivery
from pages.pieces.signals import CHANNEL
from pages.search.indexing import index_page


def deliver(delivery: Delivery) -> None:
    """Write what the search knows of these pages again; those that are gone meanwhile are no matter."""
    for page in Page.objects.filter(pk__in=delivery.payload["pages"]).specific().iterator():
        index_page(page)


register(Channel(name=CHANNEL, label=_("Search: shared texts"), deliver=deliver, concurrency=1))
