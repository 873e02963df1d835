"""The small things that pages refer to, as the staff edits them: sectors, categories, authors."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from pages.models import Author, NewsCategory, Sector


class NewsCategoryViewSet(SnippetViewSet):
    model = NewsCategory
    icon = "tag"
    list_display = ("name", "slug", "locale")


class AuthorViewSet(SnippetViewSet):
    model = Author
    icon = "user"
    list_display = ("name", "role", "locale")


class SectorViewSet(SnippetViewSet):
    model = Sector
    icon = "group"
    list_display = ("name", "slug", "locale")


class PageSnippets(SnippetViewSetGroup):
    """One menu for the three, seen by those who may edit one of them."""

    items = (NewsCategoryViewSet, AuthorViewSet, SectorViewSet)
    menu_label = _("Lists of the pages")
    menu_name = "page-lists"
    menu_icon = "tag"
    menu_order = 320


def register() -> None:
    register_snippet(PageSnippets)
