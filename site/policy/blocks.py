"""What the policy is written with: text that people write, and facts that the register prints."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from policy.facts.kinds import KINDS

FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]


class PartBlock(blocks.StructBlock):
    """A part of the policy: a heading, and what is written under it."""

    heading = blocks.CharBlock(label=pgettext_lazy("policy", "Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES, required=False)

    class Meta:
        icon = "pilcrow"
        label = _("Part")
        description = _("A heading and its text. Facts are not typed here: add them below it.")


class FactsBlock(blocks.StructBlock):
    """Facts of the register. They are printed when a version is published, and cannot be edited."""

    kind = blocks.ChoiceBlock(label=_("Facts"), choices=KINDS)
    heading = blocks.CharBlock(
        label=pgettext_lazy("policy", "Heading"),
        required=False,
        max_length=120,
        help_text=_("Without one, the facts stand under the heading above them."),
    )
    level = blocks.ChoiceBlock(
        label=_("Level of the heading"),
        choices=[("2", _("a part of its own")), ("3", _("inside the part above"))],
        default="2",
    )
    introduction = blocks.RichTextBlock(
        label=_("Text above the facts"), features=FEATURES, required=False
    )

    class Meta:
        icon = "table"
        label = _("Facts from the register")
        description = _("Tables that the site fills in: durations, recipients, cookies, rights…")


class PolicyBlock(blocks.StreamBlock):
    """The policy from the first part to the last."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([("part", PartBlock()), ("facts", FactsBlock())], **kwargs)
