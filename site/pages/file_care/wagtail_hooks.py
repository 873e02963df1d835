"""Images and files in the admin: a screen in the desk's menu, and the words of the history."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.desk import DESK
from pages.file_care import views
from pages.file_care.kinds import kinds_of
from pages.file_care.services import REPLACED

patterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("<slug:kind>/<int:pk>/replace/", views.ReplaceView.as_view(), name="replace"),
]


class FilesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(kinds_of(request.user))


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("files/", include((patterns, "file_care"), namespace="file_care"))]


@hooks.register(DESK)
def menu_item() -> MenuItem:
    return FilesMenuItem(
        _("Images and files"),
        reverse(views.INDEX),
        name="file-care",
        icon_name="image",
        order=214,
    )


@hooks.register("register_log_actions")
def words_of_the_log(actions: Any) -> None:
    actions.register_action(REPLACED, _("Replace the file"), _("File replaced"))
