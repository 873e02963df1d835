"""What the worker does for the pages."""

from django.utils.translation import gettext_lazy as _

from cms.renditions import delivery, prepare
from cms.seo import social_images
from outbox.channels import Channel, register

register(
    Channel(
        name=prepare.CHANNEL, label=_("Sizes of images"), deliver=delivery.deliver, concurrency=2
    )
)
register(
    Channel(
        name=social_images.CHANNEL,
        label=_("Images for networks"),
        deliver=social_images.deliver,
        concurrency=1,
    )
)
