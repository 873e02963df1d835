"""What offers are filtered by, as HR edits it."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from careers.models import Team, Workplace


class TeamViewSet(SnippetViewSet):
    model = Team
    icon = "group"
    list_display = ("name", "slug", "locale")


class WorkplaceViewSet(SnippetViewSet):
    model = Workplace
    icon = "home"
    list_display = ("name", "locality", "slug")


class OfferLists(SnippetViewSetGroup):
    items = (TeamViewSet, WorkplaceViewSet)
    menu_label = _("Lists of the offers")
    menu_name = "offer-lists"
    menu_icon = "tag"
    menu_order = 330


def register() -> None:
    register_snippet(OfferLists)
