"""The board in the menu, the buttons that lead to a translation, and their addresses."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.desk import DESK, DeskMenuItem
from cms.translation_board import buttons, guards
from cms.translation_board.starting import SendPieceView, TranslatePageView, TranslatePieceView
from cms.translation_board.views import TranslationBoardView

buttons.replace()
hooks.register("register_page_listing_more_buttons", buttons.page_buttons)
hooks.register("register_page_header_buttons", buttons.page_buttons)
hooks.register("register_snippet_listing_buttons", buttons.piece_buttons)


@hooks.register("register_admin_urls", order=-10)
def addresses() -> list[URLPattern]:
    """The board; and the guards, which must be found before the views they stand in front of."""
    return [
        path("translations/", TranslationBoardView.as_view(), name="translation_board"),
        path(
            "translate/page/<int:pk>/<slug:language>/",
            TranslatePageView.as_view(),
            name="translate_page",
        ),
        path(
            "translate/<slug:app_label>/<slug:model_name>/<int:pk>/<slug:language>/",
            TranslatePieceView.as_view(),
            name="translate_piece",
        ),
        path(
            "translate/changes/<slug:app_label>/<slug:model_name>/<int:pk>/",
            SendPieceView.as_view(),
            name="send_piece",
        ),
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
