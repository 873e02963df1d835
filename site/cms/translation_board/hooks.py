"""The board in the menu, and its addresses."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.desk import DESK, DeskMenuItem
from cms.translation_board import guards
from cms.translation_board.views import TranslationBoardView


@hooks.register("register_admin_urls", order=-10)
def addresses() -> list[URLPattern]:
    """The board; and the guards, which must be found before the views they stand in front of."""
    return [
        path("translations/", TranslationBoardView.as_view(), name="translation_board"),
        path("localize/submit/page/<int:page_id>/", guards.submit_page),
        path("localize/update/<int:translation_source_id>/", guards.update),
    ]


@hooks.register(DESK)
def menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Translations"),
        reverse("translation_board"),
        name="translation-board",
        icon_name="globe",
        order=210,
    )
