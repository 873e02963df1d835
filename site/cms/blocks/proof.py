from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from .base import ICONS, SectionBlock
from .links import LinkBlock


class FigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure"), max_length=20, help_text=_("For example: − 38 %"))
    label = blocks.CharBlock(label=_("What it counts"), max_length=120)
    source = blocks.CharBlock(
        label=_("Source"), required=False, max_length=160, help_text=_("Who measured it, and when.")
    )

    class Meta:
        icon = "success"
        label = _("Figure")


class KeyFiguresBlock(SectionBlock):
    """Two to four figures, each with what it counts and where it comes from."""

    figures = blocks.ListBlock(FigureBlock(), label=_("Figures"), min_num=1, max_num=4)

    class Meta:
        icon = "order"
        label = _("Key figures")
        description = _("Up to four figures with their meaning and source")
        template = "cms/blocks/key_figures.html"
        preview_value = {
            "heading": "En chiffres",
            "figures": [
                {"value": "8", "label": "canaux dans une console"},
                {"value": "2 ans", "label": "de conservation par défaut"},
            ],
        }


class QuotationBlock(blocks.StructBlock):
    """What somebody said, with who and where."""

    text = blocks.TextBlock(label=_("Quotation"), max_length=500, help_text=_("Without quotes."))
    person = blocks.CharBlock(label=_("Who says it"), max_length=80)
    role = blocks.CharBlock(label=_("Position and company"), required=False, max_length=120)
    portrait = ImageBlock(label=_("Portrait"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("A sentence of a customer or colleague, in a message bubble")
        template = "cms/blocks/quotation.html"
        preview_value = {
            "text": "Nos conseillers ne demandent plus au client de répéter son histoire.",
            "person": "Camille Verdier",
            "role": "Directrice de la relation client (exemple)",
        }


class FeatureBlock(blocks.StructBlock):
    icon = blocks.ChoiceBlock(label=_("Icon"), choices=ICONS)
    title = blocks.CharBlock(label=pgettext_lazy("cms", "Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), max_length=320)
    link = blocks.ListBlock(LinkBlock(), label=_("Link"), default=[], max_num=1)

    class Meta:
        icon = "tick"
        label = _("Feature")


class FeaturesBlock(SectionBlock):
    """What a product does, in cards with icons."""

    introduction = blocks.TextBlock(label=_("Introduction"), required=False, max_length=320)
    items = blocks.ListBlock(
        FeatureBlock(), label=_("Features"), min_num=2, max_num=9, collapsed=True
    )

    class Meta:
        icon = "list-ul"
        label = _("Features")
        description = _("Cards with an icon, a title and a few lines")
        template = "cms/blocks/features.html"
        preview_value = {
            "heading": "Ce que fait la console",
            "items": [
                {
                    "icon": "inbox",
                    "title": "Une seule file",
                    "text": "Tous les messages au même endroit.",
                },
                {
                    "icon": "journal",
                    "title": "Un journal",
                    "text": "Chaque action laisse une trace.",
                },
            ],
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Step"), max_length=80)
    text = blocks.TextBlock(label=_("What happens"), max_length=320)

    class Meta:
        icon = "arrow-right"
        label = _("Step")


class StepsBlock(SectionBlock):
    """Steps in order."""

    introduction = blocks.TextBlock(label=_("Introduction"), required=False, max_length=320)
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2, max_num=8, collapsed=True)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("How something happens, step after step")
        template = "cms/blocks/steps.html"
        preview_value = {
            "heading": "Comment ça marche",
            "steps": [
                {"title": "Connecter", "text": "Vos canaux se branchent un à un."},
                {"title": "Répondre", "text": "Vos équipes écrivent depuis la console."},
            ],
        }
