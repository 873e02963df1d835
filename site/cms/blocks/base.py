from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

# What an editor may use inside running text: headings from level 2 on (level 1 is the page's title).
RICH_TEXT_FEATURES = [
    "h2",
    "h3",
    "bold",
    "italic",
    "ol",
    "ul",
    "hr",
    "link",
    "document-link",
    "superscript",
]
INLINE_FEATURES = ["bold", "italic", "link"]

ILLUSTRATIONS = [
    ("console", _("The console: every channel in one list")),
    ("community", _("The community: questions and best answers")),
    ("channels", _("Channels that meet")),
    ("roles", _("Roles and permissions")),
    ("journal", _("The event journal")),
    ("team", _("A team around a conversation")),
]

ICONS = [
    ("inbox", _("Inbox")),
    ("channels", _("Channels")),
    ("lock", _("Padlock")),
    ("journal", _("Journal")),
    ("people", _("People")),
    ("idea", _("Idea")),
    ("shield", _("Shield")),
    ("clock", _("Clock")),
    ("globe", _("Globe")),
    ("chart", _("Chart")),
    ("star", _("Star")),
    ("speech", _("Speech bubble")),
]


class SectionValue(blocks.StructValue):
    """The value of a section; gives its anchor, made from its heading."""

    @property
    def anchor(self) -> str:
        return slugify(self.get("heading") or "")


class SectionBlock(blocks.StructBlock):
    """A section of a page: an optional heading that becomes an anchor, then what the block adds."""

    heading = blocks.CharBlock(
        label=pgettext_lazy("cms", "Heading"),
        required=False,
        max_length=120,
        help_text=_("Becomes a level 2 heading and an anchor that can be linked to."),
    )

    class Meta:
        value_class = SectionValue
