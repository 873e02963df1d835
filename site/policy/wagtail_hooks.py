"""What this package adds to the Wagtail admin, and what it tells the head of pages."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page

from policy import feeds
from policy.admin import views
from policy.models import PolicyPage
from privacy.menu import shown_with

hooks.register("language_feeds", feeds.language_feeds)


class PolicyViewSet(ViewSet):
    """The versions of the policy."""

    name = "policy_versions"
    url_prefix = "policy"
    icon = "doc-full"
    menu_label = _("Privacy policy")
    menu_order = 8300
    add_to_admin_menu = True
    menu_item_class = shown_with(views.PUBLISH)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", views.IndexView.as_view(), name="index"),
            path("publish/", views.PublishView.as_view(), name="publish"),
            path("draft/<slug:language>/", views.DraftView.as_view(), name="draft"),
            path("versions/<str:number>/", views.VersionView.as_view(), name="version"),
            path("archive/", views.ArchiveView.as_view(), name="archive"),
            path("import/", views.ImportView.as_view(), name="import"),
            path("notices/", views.NoticesView.as_view(), name="notices"),
        ]


@hooks.register("register_admin_viewset")
def policy_viewset() -> PolicyViewSet:
    return PolicyViewSet()


@hooks.register("register_permissions")
def policy_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        codename="publish_policyversion", content_type__app_label="policy"
    )


class PublishVersionItem(ActionMenuItem):
    """Leads from the editor to the screen that publishes both languages at once."""

    name = "action-publish-policy"
    label = _("Publish a version…")
    icon_name = "doc-full"
    order = 0

    def is_shown(self, context: dict[str, Any]) -> bool:
        return bool(context["request"].user.has_perm(views.PUBLISH))

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse("policy_versions:publish")


@hooks.register("construct_page_action_menu")
def no_publishing_of_one_language(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """The policy is published as a version, from its own screen; the editor saves drafts."""
    if isinstance(context.get("page"), PolicyPage):
        items[:] = [item for item in items if item.name != "action-publish"]
        items.append(PublishVersionItem())


@hooks.register("before_publish_page")
def publish_as_a_version(request: HttpRequest, page: Page) -> HttpResponse | None:
    """However the editor asks for it: what is written is kept as a draft."""
    if not isinstance(page, PolicyPage):
        return None
    messages.warning(
        request,
        gettext("Your text is kept as a draft. The policy is published here, in both languages."),
    )
    return redirect("policy_versions:publish")
