"""The one place where the blocks of all features are put together.

A feature offers its blocks (`cms.blocks`, `pages.blocks`, later `careers.blocks`, …); page types
take the choice that suits them from here.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import Block

from careers.blocks import OffersTeaserBlock
from cms import blocks as general
from leads.blocks import ContactFormBlock, ResourcesTeaserBlock
from newsletter.blocks import SignUpBlock
from pages.blocks import NewsTeaserBlock, StoriesTeaserBlock
from pages.pieces.blocks import FrequentQuestionsBlock, GlossaryBlock, SharedContentBlock

BlockChoice = list[tuple[str, Block]]


def _grouped(group: "str | Promise", *choice: tuple[str, type[Block]]) -> BlockChoice:
    return [(name, block(group=group)) for name, block in choice]


def text_blocks() -> BlockChoice:
    return _grouped(
        _("Text"),
        ("text", general.TextBlock),
        ("table", general.TableSectionBlock),
        ("questions", general.QuestionsBlock),
        ("steps", general.StepsBlock),
    )


def media_blocks() -> BlockChoice:
    return _grouped(
        _("Images and video"),
        ("image_and_text", general.ImageAndTextBlock),
        ("gallery", general.GalleryBlock),
        ("video", general.VideoBlock),
        ("conversation", general.ConversationBlock),
    )


def proof_blocks() -> BlockChoice:
    return _grouped(
        _("Proof"),
        ("key_figures", general.KeyFiguresBlock),
        ("quotation", general.QuotationBlock),
        ("logo_wall", general.LogoWallBlock),
        ("features", general.FeaturesBlock),
    )


def teaser_blocks() -> BlockChoice:
    return _grouped(
        _("Teasers"),
        ("stories", StoriesTeaserBlock),
        ("news", NewsTeaserBlock),
        ("offers", OffersTeaserBlock),
        ("resources", ResourcesTeaserBlock),
    )


def action_blocks() -> BlockChoice:
    return _grouped(
        _("Action"),
        ("call_to_action", general.CallToActionBlock),
        ("contact_form", ContactFormBlock),
        ("announcement", general.AnnouncementBlock),
        ("download", general.DownloadBlock),
        ("newsletter", SignUpBlock),
    )


def shared_blocks() -> BlockChoice:
    return _grouped(
        _("Reusable pieces"),
        ("shared_content", SharedContentBlock),
        ("frequent_questions", FrequentQuestionsBlock),
        ("glossary", GlossaryBlock),
    )


class SharedBodyBlock(blocks.StreamBlock):
    """What a shared content is made of: nothing that is shared itself, nothing that asks for the page."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            [
                *text_blocks(),
                *media_blocks(),
                *proof_blocks(),
                ("call_to_action", general.CallToActionBlock(group=_("Action"))),
                ("announcement", general.AnnouncementBlock(group=_("Action"))),
                ("download", general.DownloadBlock(group=_("Action"))),
            ],
            **kwargs,
        )


class BodyBlock(blocks.StreamBlock):
    """Everything an ordinary page may hold."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            [
                *text_blocks(),
                *media_blocks(),
                *proof_blocks(),
                *teaser_blocks(),
                *action_blocks(),
                *shared_blocks(),
            ],
            **kwargs,
        )


class OpenedBodyBlock(blocks.StreamBlock):
    """The same with an opening, for the home page and landing pages."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            [
                ("hero", general.HeroBlock(group=_("Opening"))),
                *text_blocks(),
                *media_blocks(),
                *proof_blocks(),
                *teaser_blocks(),
                *action_blocks(),
                *shared_blocks(),
            ],
            block_counts={"hero": {"max_num": 1}},
            **kwargs,
        )


class ArticleBlock(blocks.StreamBlock):
    """What a news article or a customer story is told with."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            [
                *text_blocks(),
                *media_blocks(),
                ("quotation", general.QuotationBlock(group=_("Proof"))),
                ("key_figures", general.KeyFiguresBlock(group=_("Proof"))),
                ("download", general.DownloadBlock(group=_("Action"))),
                *shared_blocks(),
            ],
            **kwargs,
        )


class WorkingsBlock(blocks.StreamBlock):
    """How a product works."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            [
                ("steps", general.StepsBlock()),
                ("features", general.FeaturesBlock()),
                ("image_and_text", general.ImageAndTextBlock()),
                ("table", general.TableSectionBlock()),
                ("video", general.VideoBlock()),
            ],
            **kwargs,
        )


class ProofBlock(blocks.StreamBlock):
    """What shows that a product works."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            [
                ("key_figures", general.KeyFiguresBlock()),
                ("quotation", general.QuotationBlock()),
                ("stories", StoriesTeaserBlock()),
                ("logo_wall", general.LogoWallBlock()),
            ],
            **kwargs,
        )


class NextStepBlock(blocks.StreamBlock):
    """What to do next."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            [
                ("call_to_action", general.CallToActionBlock()),
                ("questions", general.QuestionsBlock()),
                ("download", general.DownloadBlock()),
            ],
            **kwargs,
        )
