from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from .base import ILLUSTRATIONS
from .conversation import ConversationBlock
from .links import LinkBlock


class HeroBlock(blocks.StructBlock):
    """The opening of a page: its claim, what follows from it, where to go, and one picture.

    The heading is the page's level 1 heading; a page has at most one hero, first.
    """

    eyebrow = blocks.CharBlock(label=_("Line above"), required=False, max_length=60)
    heading = blocks.CharBlock(label=_("Claim"), max_length=90)
    text = blocks.TextBlock(label=_("In two sentences"), required=False, max_length=320)
    links = blocks.ListBlock(
        LinkBlock(),
        label=_("Buttons"),
        default=[],
        max_num=2,
        help_text=_("The first one is the main one."),
    )
    conversation = blocks.ListBlock(
        ConversationBlock(), label=_("Conversation beside the claim"), default=[], max_num=1
    )
    illustration = blocks.ChoiceBlock(
        label=_("Or a drawing"), choices=ILLUSTRATIONS, required=False
    )
    image = ImageBlock(label=_("Or an image"), required=False)

    class Meta:
        icon = "title"
        label = _("Opening")
        description = _("The claim at the top of a page, with buttons and a picture")
        template = "cms/blocks/hero.html"
        preview_value = {
            "eyebrow": "Relation client digitale",
            "heading": "Tous vos canaux, une seule conversation.",
            "text": "E-mail, messageries, réseaux sociaux : vos équipes répondent au même endroit.",
            "links": [{"label": "Voir la plateforme", "address": "/produits/"}],
            "illustration": "console",
        }
