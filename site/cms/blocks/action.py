from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from .base import SectionBlock
from .links import LinkBlock


class CallToActionBlock(SectionBlock):
    """The next step, said once and clearly."""

    text = blocks.TextBlock(label=_("Text"), required=False, max_length=320)
    links = blocks.ListBlock(LinkBlock(), label=_("Buttons"), min_num=1, max_num=2)

    class Meta:
        icon = "pick"
        label = _("Call to action")
        description = _("A coloured section with the next step to take")
        template = "cms/blocks/call_to_action.html"
        preview_value = {
            "heading": "Parlons de vos canaux",
            "text": "Une démonstration sur vos propres cas, en trente minutes.",
            "links": [{"label": "Demander une démonstration", "address": "/contact/"}],
        }


class AnnouncementBlock(blocks.StructBlock):
    """A notice inside a page."""

    kind = blocks.ChoiceBlock(
        label=pgettext_lazy("cms", "Kind"),
        choices=[
            ("information", _("Information")),
            ("good", _("Good news")),
            ("warning", _("Warning")),
        ],
        default="information",
    )
    title = blocks.CharBlock(label=pgettext_lazy("cms", "Title"), max_length=100)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=320)
    link = blocks.ListBlock(LinkBlock(), label=_("Link"), default=[], max_num=1)

    class Meta:
        icon = "info-circle"
        label = _("Announcement")
        description = _("A notice that stands out from the text around it")
        template = "cms/blocks/announcement.html"
        preview_value = {
            "kind": "information",
            "title": "Ces clients sont des exemples",
            "text": "Les noms et les chiffres de cette page illustrent l’usage du produit.",
        }


class DownloadBlock(blocks.StructBlock):
    """An open document, with its type and size said before the click."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=pgettext_lazy("cms", "Title"), required=False, max_length=120)
    description = blocks.TextBlock(label=_("Description"), required=False, max_length=320)

    class Meta:
        icon = "download"
        label = pgettext_lazy("cms", "Download")
        description = _("An open document to download, with its type and size")
        template = "cms/blocks/download.html"
