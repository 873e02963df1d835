"""The sign-up block for any page, and the blocks an issue is made of: only what mail programs can show."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from cms.blocks import LinkBlock
from cms.blocks.base import INLINE_FEATURES, SectionBlock


class SignUpBlock(SectionBlock):
    """The form, on any page: an address and nothing else."""

    activity = "newsletter"  # of the register, whose notice stands under the form
    for_request = True  # says where it stands

    text = blocks.TextBlock(label=_("Text"), required=False, max_length=320)

    class Meta:
        icon = "mail"
        label = _("Newsletter sign-up")
        description = _("The form to subscribe to the newsletter: one field")
        template = "newsletter/blocks/sign_up.html"
        preview_value = {
            "heading": "La lettre de Dimelo",
            "text": "Un message par mois sur la relation client, et rien d’autre.",
        }

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = dict(super().get_context(value, parent_context=parent_context))
        # Its position tells two forms on one page apart.
        context["form_id"] = f"letter-{getattr(value, 'anchor', '') or 'block'}"
        return context


class MailTextBlock(blocks.StructBlock):
    """A heading and some paragraphs."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=[*INLINE_FEATURES, "ul", "ol"])

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "newsletter/blocks/text.html"
        preview_value = {
            "heading": "Ce qui change",
            "text": "<p>Vos agents retrouvent le fil d’une conversation d’un canal à l’autre.</p>",
        }


class MailImageBlock(blocks.StructBlock):
    """A picture over the whole width, with what it shows in words."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=160)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "newsletter/blocks/image.html"


class MailArticleBlock(blocks.StructBlock):
    """One thing to read: title, a few words, a link that says where it leads."""

    title = blocks.CharBlock(label=pgettext_lazy("newsletter", "Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), max_length=400)
    link = LinkBlock(label=_("Link"))

    class Meta:
        icon = "doc-full"
        label = _("Article")
        template = "newsletter/blocks/article.html"
        preview_value = {
            "title": "Compter ses canaux",
            "text": "Un quart d’heure, une feuille, et l’on sait où les clients écrivent.",
            "link": {"label": "Lire l’article", "address": "/actualites/"},
        }


class MailButtonBlock(blocks.StructBlock):
    """The one thing to do."""

    link = LinkBlock(label=_("Link"))

    class Meta:
        icon = "pick"
        label = _("Button")
        template = "newsletter/blocks/button.html"
        preview_value = {"link": {"label": "Demander une démonstration", "address": "/contact/"}}


class MailQuoteBlock(blocks.StructBlock):
    """Somebody’s words."""

    quote = blocks.TextBlock(label=_("Quotation"), max_length=400)
    source = blocks.CharBlock(label=_("Who says so"), max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "newsletter/blocks/quote.html"
        preview_value = {
            "quote": "Nous répondons au client, plus au canal.",
            "source": "Responsable de la relation client, commerce",
        }


class MailDividerBlock(blocks.StaticBlock):
    """A line between two parts."""

    class Meta:
        icon = "minus"
        label = _("Line")
        template = "newsletter/blocks/divider.html"


class IssueBlock(blocks.StreamBlock):
    """Everything an issue may hold."""

    text = MailTextBlock()
    article = MailArticleBlock()
    image = MailImageBlock()
    quote = MailQuoteBlock()
    button = MailButtonBlock()
    divider = MailDividerBlock()
