"""The board in the menu, and its addresses."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem

from cms.desk_menu import DESK
from cms.translation_board import guards
from cms.translation_board.views import TranslationBoardView


class BoardMenuItem(MenuItem):
    """Shown to those who may edit pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(user_has_any_page_permission(request.user))


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
    return BoardMenuItem(
        _("Translations"),
        reverse("translation_board"),
        name="translation-board",
        icon_name="globe",
        order=210,
    )
