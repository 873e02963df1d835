"""The worker's side of pictures: the outbox channel "renditions"."""

from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError
from wagtail.images.models import SourceImageIOError
from willow.image import UnrecognisedImageFormatError

from cms.models import SiteImage
from outbox.channels import Again, NotNeeded, Refused
from outbox.models import Delivery

from .prepare import prepare

UNREADABLE = (
    UnidentifiedImageError,
    UnrecognisedImageFormatError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    SyntaxError,
    ValueError,
)


def deliver(delivery: Delivery) -> None:
    """Make the files of the image `{"image": key}`. Raises an Outcome (outbox.channels)."""
    image = SiteImage.objects.filter(pk=delivery.payload.get("image")).first()
    if image is None:
        raise NotNeeded(_("The image has been deleted."))
    try:
        prepare(image)
    except SourceImageIOError as error:
        raise Refused(_("The original file is missing."), code=type(error).__name__) from error
    except UNREADABLE as error:
        raise Refused(_("The image cannot be read."), code=type(error).__name__) from error
    except OSError as error:
        raise Again(_("The store of files fails."), code=type(error).__name__) from error
