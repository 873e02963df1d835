"""The menu « Suivi des pages », and what its screens share: who gets in, the way back, the way there.

A package adds its screen with the hook `register_desk_menu_item`, as to any menu of Wagtail's.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, PageLogEntry
from wagtail.permissions import policy_registry

DESK = "register_desk_menu_item"
EDITING = ("add", "change", "publish")

desk_menu = Menu(register_hook_name=DESK, construct_hook_name="construct_desk_menu")


@hooks.register("register_admin_menu_item")
def desk() -> MenuItem:
    # Right after the pages (100); gone for whom none of its screens is.
    return SubmenuMenuItem(
        _("Care of the pages"), desk_menu, name="desk", icon_name="tasks", order=110
    )


def has_pages(user: Any, actions: Sequence[str] = EDITING) -> bool:
    """Whether this member of staff may do one of these with any page."""
    policy: Any = policy_registry.get_by_type(Page)
    return bool(policy.user_has_any_permission(user, actions))


def pages_of(user: Any, actions: Sequence[str] = EDITING) -> Any:
    """The pages with which this member of staff may do one of these."""
    policy: Any = policy_registry.get_by_type(Page)
    return policy.instances_user_has_any_permission_for(user, actions)


def who_did(action: str, key: str, pages: set[int]) -> dict[int, str]:
    """Who did something with these pages, from their history, by what the entry notes as `key`; one query."""
    entries = PageLogEntry.objects.filter(action=action, page__in=pages).select_related("user")
    return {
        entry.data[key]: entry.user.get_full_name() or entry.user.email
        for entry in entries
        if entry.user is not None
    }


class DeskMenuItem(MenuItem):
    """Shown to those who may do one of `actions` with any page."""

    def __init__(self, *args: Any, actions: Sequence[str] = EDITING, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actions = actions

    def is_shown(self, request: HttpRequest) -> bool:
        return has_pages(request.user, self.actions)


class DeskScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen for those who may do one of `actions` with any page. `index`: the address of its list."""

    actions: Sequence[str] = EDITING
    index = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Before anything is looked up: what exists and what does not look the same.
        if not self.lets_in(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def lets_in(self, user: Any) -> bool:
        """Whether this member of staff has anything to do here."""
        return has_pages(user, self.actions)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def back(self) -> HttpResponse:
        """Where the button stood: the list with its choices, or the editor of a page."""
        wanted = self.request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(wanted, {self.request.get_host()})
        return HttpResponseRedirect(wanted if safe else reverse(self.index), status=303)
