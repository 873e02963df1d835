from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import INLINE_FEATURES, RICH_TEXT_FEATURES, SectionBlock
from .tables import TranslatableTableBlock


class TextBlock(blocks.StructBlock):
    """Running text; its headings become anchors and, if asked for, a table of contents."""

    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES)
    contents = blocks.BooleanBlock(
        label=_("Table of contents above the text"), required=False, default=False
    )

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Headings, paragraphs, lists and links, with a table of contents if wanted")
        template = "cms/blocks/text.html"
        preview_value = {
            "text": "<h2>Répondre au même endroit</h2><p>Un message reste dans sa conversation, "
            "quel que soit le canal par lequel il arrive.</p>",
            "contents": True,
        }


class TableSectionBlock(SectionBlock):
    """A table with a caption; text, number and link columns."""

    caption = blocks.CharBlock(
        label=_("Caption"), max_length=160, help_text=_("Says what the table shows.")
    )
    table = TranslatableTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"))),
            ("number", blocks.CharBlock(label=_("Number"))),
            (
                "rich_text",
                blocks.RichTextBlock(label=_("Formatted text"), features=INLINE_FEATURES),
            ),
        ],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with a caption")
        template = "cms/blocks/table.html"

    def get_preview_value(self) -> Any:
        columns = [{"type": "text", "heading": "Canal"}, {"type": "text", "heading": "Nature"}]
        rows = [{"values": ["Messagerie", "Privé"]}, {"values": ["Forum", "Public"]}]
        return self.to_python(
            {
                "heading": "Les canaux",
                "caption": "Canaux privés et publics",
                "table": {"columns": columns, "rows": rows},
            }
        )


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Answer"), features=[*INLINE_FEATURES, "ul", "ol"])

    class Meta:
        icon = "help"
        label = _("Question")


class QuestionsBlock(SectionBlock):
    """Questions that open on their answers, without JavaScript."""

    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1, collapsed=True)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Questions people ask, each opening on its answer")
        template = "cms/blocks/questions.html"
        preview_value = {
            "heading": "Vos questions",
            "items": [
                {
                    "question": "Combien de temps gardez-vous les messages ?",
                    "answer": "<p>Deux ans, sauf instruction contraire du client.</p>",
                }
            ],
        }
