"""The bin in the admin: both of Wagtail's ways to delete, a screen, and no bin among the choices."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from cms.desk import DESK, DeskMenuItem
from pages.bin import views
from pages.bin.deleting import BinBulkAction, PageViewSet
from pages.bin.models import BinPage
from pages.bin.queries import ACTIONS
from pages.bin.services import RESTORED, THROWN

# After Wagtail's own and the house's editor of pages, whose places these take.
hooks.register("register_bulk_action", BinBulkAction, order=10)


@hooks.register("register_admin_viewset", order=10)
def pages_that_are_deleted_into_the_bin() -> PageViewSet:
    return PageViewSet()


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("bin/", views.BinView.as_view(), name="bin"),
        path("bin/<int:pk>/restore/", views.RestoreView.as_view(), name="restore_page"),
    ]


@hooks.register(DESK)
def menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Bin"), reverse("bin"), name="bin", icon_name="bin", order=900, actions=ACTIONS
    )


@hooks.register("construct_page_chooser_queryset")
def no_choice(pages: Any, request: HttpRequest) -> Any:
    """A page in the bin is nothing to link to."""
    bin_page = BinPage.objects.first()
    return pages.not_descendant_of(bin_page, inclusive=True) if bin_page else pages


@hooks.register("construct_explorer_page_queryset")
def not_explored(parent: Page, pages: Any, request: HttpRequest) -> Any:
    """The bin has a screen of its own."""
    return pages.not_type(BinPage) if parent.depth == 1 else pages


@hooks.register("register_log_actions")
def words_of_the_log(actions: Any) -> None:
    actions.register_action(THROWN, pgettext_lazy("pages", "Delete"), _("Put into the bin"))
    actions.register_action(
        RESTORED, pgettext_lazy("pages", "Restore"), _("Brought back from the bin")
    )
