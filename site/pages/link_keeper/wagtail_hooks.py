"""The link keeper in the admin: among the reports of what is to be put right."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.desk_menu import DESK
from pages.link_keeper import views

patterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("check/", views.CheckView.as_view(), {"what": "here"}, name="check"),
    path("check/outside/", views.CheckView.as_view(), {"what": "outside"}, name="check_outside"),
    path("<int:pk>/", views.TargetView.as_view(), name="target"),
    *(
        path(f"<int:pk>/{act}/", views.MendView.as_view(), {"act": act}, name=act)
        for act in ("suggested", "unlink", "ignore")
    ),
]


class BrokenLinksMenuItem(MenuItem):
    """Shown to those who may change pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_look(request.user)


@hooks.register("register_admin_urls")
def link_keeper_urls() -> list[URLResolver]:
    return [path("links/", include((patterns, "link_keeper"), namespace="link_keeper"))]


@hooks.register(DESK)
def link_keeper_menu_item() -> MenuItem:
    return BrokenLinksMenuItem(
        _("Links"),
        reverse(views.INDEX),
        name="broken-links",
        icon_name="link",
        order=212,
    )
