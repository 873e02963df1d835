"""The blocks of this package: teasers that show what is published elsewhere on the site."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks import LinkBlock, SectionBlock
from cms.chosen import as_read


class StoriesTeaserBlock(SectionBlock):
    """Customer stories: those chosen, or else the newest."""

    introduction = blocks.TextBlock(label=_("Introduction"), required=False, max_length=240)
    chosen = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="pages.StoryPage"),
        label=_("Stories"),
        default=[],
        max_num=4,
        help_text=_("Without a choice, the newest ones are shown."),
    )
    number = blocks.IntegerBlock(label=_("How many"), default=2, min_value=1, max_value=4)
    more = blocks.ListBlock(LinkBlock(), label=_("Link to all"), default=[], max_num=1)

    class Meta:
        icon = "group"
        label = _("Customer stories")
        description = _("Stories chosen by hand, or the newest ones")
        template = "pages/blocks/stories.html"
        preview_value = {"heading": "Ils nous font confiance", "number": 2}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from pages.models import StoryPage
        from pages.queries import latest_stories

        context: dict[str, Any] = super().get_context(value, parent_context)
        # The chooser's preview holds only what it needs to show: any value may be missing.
        chosen = as_read(StoryPage, value.get("chosen") or ())
        context["stories"] = chosen or latest_stories(value.get("number") or 2)
        return context


class NewsTeaserBlock(SectionBlock):
    """The newest articles, all or of one category."""

    category = SnippetChooserBlock("pages.NewsCategory", label=_("Category"), required=False)
    number = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=6)
    more = blocks.ListBlock(LinkBlock(), label=_("Link to all"), default=[], max_num=1)

    class Meta:
        icon = "doc-full"
        label = _("News")
        description = _("The newest articles")
        template = "pages/blocks/news.html"
        preview_value = {"heading": "Actualités", "number": 3}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from pages.queries import latest_news

        context: dict[str, Any] = super().get_context(value, parent_context)
        context["articles"] = latest_news(value.get("number") or 3, category=value.get("category"))
        return context
