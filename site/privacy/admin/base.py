"""What the screens of the register share."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

SEE_RUNS = "privacy.view_erasurerun"
RELEASE = "privacy.release_brake"
SHORTEN = "privacy.change_retentionlength"
SEE_JOURNAL = "privacy.view_journalentry"


class RegisterView(WagtailAdminTemplateMixin, TemplateView):
    """The permission is checked before anything is looked up."""

    permission = SEE_RUNS
    header_icon = "lock"
    index_name = "privacy_runs:index"
    index_label: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def staff(self) -> Any:
        """The member of staff at the screen (Wagtail lets nobody else in)."""
        return self.request.user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items]
        if self.index_label:
            items.append({"url": reverse(self.index_name), "label": self.index_label})
        return [*items, {"url": "", "label": self.get_page_title()}]
