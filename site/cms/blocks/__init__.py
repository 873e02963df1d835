"""The general blocks. Features bring their own; `pages/body_blocks.py` puts them all together."""

from .action import AnnouncementBlock, CallToActionBlock, DownloadBlock
from .base import SectionBlock
from .conversation import ConversationBlock
from .hero import HeroBlock
from .links import LinkBlock
from .media import GalleryBlock, ImageAndTextBlock, LogoWallBlock, VideoBlock
from .proof import FeaturesBlock, KeyFiguresBlock, QuotationBlock, StepsBlock
from .text import QuestionsBlock, TableSectionBlock, TextBlock

__all__ = [
    "AnnouncementBlock",
    "CallToActionBlock",
    "ConversationBlock",
    "DownloadBlock",
    "FeaturesBlock",
    "GalleryBlock",
    "HeroBlock",
    "ImageAndTextBlock",
    "KeyFiguresBlock",
    "LinkBlock",
    "LogoWallBlock",
    "QuestionsBlock",
    "QuotationBlock",
    "SectionBlock",
    "StepsBlock",
    "TableSectionBlock",
    "TextBlock",
    "VideoBlock",
]
