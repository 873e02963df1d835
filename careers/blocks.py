"""The blocks of this package: the parts of an offer that come several times."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from careers.terms import QuestionKind
from cms.blocks import LinkBlock, SectionBlock


class CriterionBlock(blocks.StructBlock):
    """Something that applications are read for; published, so that everyone knows."""

    title = blocks.CharBlock(label=_("Criterion"), max_length=80)
    text = blocks.TextBlock(
        label=_("How it is judged"),
        max_length=320,
        required=False,
        help_text=_("What shows it, in the application or in the interview."),
    )

    class Meta:
        icon = "check"
        label = _("Criterion")


class RecruitmentStepBlock(blocks.StructBlock):
    """A step of the recruitment."""

    title = blocks.CharBlock(label=_("Step"), max_length=80)
    text = blocks.TextBlock(label=_("What happens, with whom, how long"), max_length=320)

    class Meta:
        icon = "arrow-right"
        label = _("Step")


class QuestionBlock(blocks.StructBlock):
    """A question of this offer alone. Without a purpose it may not be asked."""

    text = blocks.CharBlock(label=_("Question"), max_length=200)
    purpose = blocks.CharBlock(
        label=_("Why you ask it"),
        max_length=200,
        help_text=_("Shown under the question. What serves no purpose is not asked."),
    )
    kind = blocks.ChoiceBlock(
        label=_("Answered by"), choices=QuestionKind.choices, default=QuestionKind.LINE
    )
    choices = blocks.ListBlock(
        blocks.CharBlock(label=_("Answer"), max_length=80),
        label=_("Answers to choose from"),
        default=[],
        max_num=8,
    )
    required = blocks.BooleanBlock(label=_("Must be answered"), required=False)

    class Meta:
        icon = "help"
        label = _("Question")


class OffersTeaserBlock(SectionBlock):
    """The newest open offers, for pages elsewhere; shows nothing while there is none."""

    introduction = blocks.TextBlock(label=_("Introduction"), required=False, max_length=240)
    number = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=6)
    more = blocks.ListBlock(LinkBlock(), label=_("Link to all"), default=[], max_num=1)

    class Meta:
        icon = "group"
        label = _("Job offers")
        description = _("The newest open offers")
        template = "careers/blocks/offers.html"
        preview_value = {"heading": "Nous recrutons", "number": 3}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from careers.queries import open_offers_here

        context: dict[str, Any] = super().get_context(value, parent_context)
        context["offers"] = open_offers_here()[: value.get("number") or 3]
        return context
