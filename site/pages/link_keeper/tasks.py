"""What the worker does for the links: ask other sites, and check everything when somebody asks for it."""

from django.utils.translation import gettext_lazy as _

from outbox.channels import Channel, register
from outbox.models import Delivery
from outbox.services import post
from pages.link_keeper import outside
from pages.link_keeper.scanning import scan

CHECK = "link_check"


def check(_delivery: Delivery) -> None:
    scan()


def ask_for_check() -> None:
    """Have the links within the site checked now, by the worker."""
    post(channel=CHECK, payload={}, key=CHECK)


register(
    Channel(
        name=outside.CHANNEL,
        label=_("Links to other sites"),
        deliver=outside.deliver,
        concurrency=2,
    )
)
register(Channel(name=CHECK, label=_("Check of the links"), deliver=check, concurrency=1))
