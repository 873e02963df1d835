from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.video import VideoAddress, parse_video_address

from .base import ILLUSTRATIONS, INLINE_FEATURES, SectionBlock, SectionValue
from .links import LinkBlock


class ImageAndTextBlock(SectionBlock):
    """A picture and a text side by side."""

    text = blocks.RichTextBlock(label=_("Text"), features=[*INLINE_FEATURES, "ul", "ol"])
    link = blocks.ListBlock(LinkBlock(), label=_("Link"), default=[], max_num=1)
    image = ImageBlock(label=_("Image"), required=False)
    illustration = blocks.ChoiceBlock(
        label=_("Or a drawing"), choices=ILLUSTRATIONS, required=False
    )
    side = blocks.ChoiceBlock(
        label=_("Side of the picture"),
        choices=[("start", _("Left")), ("end", _("Right"))],
        default="end",
    )

    class Meta:
        icon = "image"
        label = _("Image and text")
        description = _("A picture or drawing beside a short text")
        template = "cms/blocks/image_and_text.html"
        preview_value = {
            "heading": "Le contexte sous les yeux",
            "text": "<p>Le profil du client et son histoire restent à côté de la réponse.</p>",
            "illustration": "console",
            "side": "end",
        }


class GalleryImageBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=160)

    class Meta:
        icon = "image"
        label = _("Image")


class GalleryBlock(SectionBlock):
    """Several images with captions."""

    images = blocks.ListBlock(GalleryImageBlock(), label=_("Images"), min_num=2, max_num=12)

    class Meta:
        icon = "duplicate"
        label = _("Gallery")
        description = _("Several images with captions")
        template = "cms/blocks/gallery.html"


class LogoBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=60)
    image = ImageBlock(
        label=_("Logo"), required=False, help_text=_("Without one, the name is set in type.")
    )
    link = blocks.ListBlock(LinkBlock(), label=_("Link"), default=[], max_num=1)

    class Meta:
        icon = "group"
        label = _("Logo")


class LogoWallBlock(SectionBlock):
    """Names or logos of customers or partners."""

    logos = blocks.ListBlock(LogoBlock(), label=_("Logos"), min_num=2, max_num=24, collapsed=True)

    class Meta:
        icon = "grip"
        label = _("Logo wall")
        description = _("Customers or partners, by logo or by name")
        template = "cms/blocks/logo_wall.html"
        preview_value = {
            "heading": "Ils répondent avec nous",
            "logos": [{"name": "Maison Alder"}, {"name": "Transports du Littoral"}],
        }


def validate_video_address(value: str) -> None:
    """Raises ValidationError unless the address is one of a video that can be played here."""
    if value and parse_video_address(value) is None:
        raise ValidationError(_("Enter the address of a video on YouTube, Vimeo or Dailymotion."))


class VideoValue(SectionValue):
    """The value of a video; knows its provider and the page that plays it."""

    @property
    def video(self) -> VideoAddress | None:
        return parse_video_address(self.get("address") or "")


class VideoBlock(SectionBlock):
    """A video behind a local poster: nothing is loaded from its host before the visitor agrees."""

    title = blocks.CharBlock(label=_("Title of the video"), max_length=120)
    address = blocks.URLBlock(
        label=_("Address of the video"),
        validators=[validate_video_address],
        help_text=_("On YouTube, Vimeo or Dailymotion."),
    )
    poster = ImageBlock(label=_("Poster"), required=False)
    duration = blocks.CharBlock(
        label=pgettext_lazy("cms", "Length"),
        required=False,
        max_length=20,
        help_text=_("For example: 2 min 40 s"),
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        required=False,
        features=INLINE_FEATURES,
        help_text=_("The words of the video, for those who cannot hear or play it."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A poster; the player is loaded only after the visitor asks and agrees")
        template = "cms/blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "title": "La console en deux minutes",
            "address": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
            "duration": "2 min",
        }
