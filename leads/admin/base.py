"""What the screens of leads share: the permission first, private answers, who works here."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from accounts.queries import staff_with_role

WORK = "leads.change_person"
REPORTS = "leads.view_dailycount"


class PrivateMixin:
    """Answers 403 before anything is looked up, and is stored by no cache."""

    permission = WORK
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        add_never_cache_headers(response)
        patch_cache_control(response, no_store=True, private=True)
        return response

    @property
    def staff(self) -> Any:
        """The member of staff at the screen (Wagtail lets nobody else in)."""
        return self.request.user


class LeadsView(PrivateMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen of its own."""

    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("leads:index"), "label": gettext("Leads")},
            {"url": "", "label": self.get_page_title()},
        ]


def colleagues() -> list[User]:
    """Those a lead can be given to: the active people of Marketing."""
    return list(staff_with_role("marketing").order_by("first_name", "last_name", "email"))


def name_of(user: User) -> str:
    """What colleagues call somebody."""
    return user.get_full_name() or user.email
