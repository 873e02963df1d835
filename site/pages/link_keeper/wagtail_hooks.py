"""The link keeper in the admin: among the reports of what is to be put right."""

from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.desk import DESK, DeskMenuItem
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


@hooks.register("register_admin_urls")
def link_keeper_urls() -> list[URLResolver]:
    return [path("links/", include((patterns, "link_keeper"), namespace="link_keeper"))]


@hooks.register(DESK)
def link_keeper_menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Links"),
        reverse(views.INDEX),
        name="broken-links",
        icon_name="link",
        order=212,
        actions=views.ACTIONS,
    )
