"""Campaigns in the menu of the pages' care, and their addresses."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.desk import DESK
from pages.campaigns import link_views, views
from pages.campaigns.queries import PERMISSION


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    one = "campaigns/<int:pk>/"
    return [
        path("campaigns/", views.ListView.as_view(), name="campaigns"),
        path("campaigns/new/", views.NewView.as_view(), name="new_campaign"),
        path("campaigns/links/", link_views.LinksView.as_view(), name="campaign_links"),
        path(
            "campaigns/links/<int:pk>/remove/",
            link_views.RemoveLinkView.as_view(),
            name="remove_campaign_link",
        ),
        path("campaigns/words/", link_views.WordsView.as_view(), name="campaign_words"),
        path(
            "campaigns/words/<int:pk>/remove/",
            link_views.RemoveWordView.as_view(),
            name="remove_campaign_word",
        ),
        path(one, views.CampaignView.as_view(), name="campaign"),
        path(f"{one}edit/", views.EditView.as_view(), name="edit_campaign"),
        path(f"{one}remove/", views.RemoveView.as_view(), name="remove_campaign"),
        path(f"{one}pages/", views.AddPageView.as_view(), name="add_campaign_page"),
        path(f"{one}start/", views.StartView.as_view(), name="start_campaign_page"),
        path(
            f"{one}pages/<int:page>/take-out/",
            views.TakeOutView.as_view(),
            name="take_out_campaign_page",
        ),
    ]


class _CampaignsItem(MenuItem):
    """Shown to those who look after campaigns."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register(DESK)
def menu_item() -> MenuItem:
    return _CampaignsItem(
        _("Campaigns"), reverse("campaigns"), name="campaigns", icon_name="success", order=206
    )
