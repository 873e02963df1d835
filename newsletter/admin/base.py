"""What the screens of the newsletter share."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from newsletter.models import Subscriber
from privacy.services import journal

VIEW = "newsletter.view_subscriber"
CHANGE = "newsletter.change_subscriber"
IMPORT = "newsletter.import_subscriber"
EXPORT = "newsletter.export_subscriber"
SEND = "newsletter.send_issue"


class NewsletterView(WagtailAdminTemplateMixin, TemplateView):
    """The permission is checked before anything is looked up; nothing of it is stored by a browser."""

    permission = VIEW
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        patch_cache_control(response, no_store=True, private=True)
        return response

    @property
    def staff(self) -> Any:
        """The member of staff at the screen (Wagtail lets nobody else in)."""
        return self.request.user

    def note(self, action: str, about: Subscriber | str = "") -> None:
        """An entry of the access journal."""
        journal(actor=self.staff, action=f"newsletter:subscriber:{action}", reference=about)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("newsletter_overview:index"),
                "label": pgettext_lazy("newsletter", "Newsletter"),
            },
            {"url": "", "label": self.get_page_title()},
        ]
