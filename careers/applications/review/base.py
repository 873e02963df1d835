"""What the review screens share: permission first, nothing stored on the way, the way back."""

from __future__ import annotations

from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from careers.applications.models import Application
from careers.applications.review import access
from careers.applications.review.filters import question

INDEX = "applications:index"
Answer = TypeVar("Answer", bound=HttpResponseBase)


def closed(response: Answer) -> Answer:
    """Kept by no cache on the way."""
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    return response


class ReviewView(WagtailAdminTemplateMixin, TemplateView):
    """A screen of HR's. `permission` is asked before anything is looked up."""

    permission = access.REVIEW
    header_icon = "user"
    index_label: Any = _("Applications")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return closed(super().dispatch(request, *args, **kwargs))

    @property
    def staff(self) -> Any:
        """The member of staff at the screen (Wagtail lets nobody else in)."""
        return self.request.user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(INDEX), "label": self.index_label},
            {"url": "", "label": self.get_page_title()},
        ]


class FileBase(ReviewView):
    """A screen, or an act, about one application; `may_act` says whose."""

    acts = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Looked up here, so that one that is not theirs and one that is not there answer alike.
        self.application = access.application_for(
            request.user, kwargs["pk"], inside=request.GET.get("request", "")
        )
        if self.acts and not access.visible_to(request.user).filter(pk=kwargs["pk"]).exists():
            raise PermissionDenied
        return closed(super(ReviewView, self).dispatch(request, *args, **kwargs))

    application: Application

    @cached_property
    def inside(self) -> str:
        """The number of the person's request, for the DPO who comes through it; "" for others."""
        number = self.request.GET.get("request", "")
        rows = access.inside_request(self.request.user, number)
        return number if rows.filter(pk=self.application.pk).exists() else ""

    def back(self) -> HttpResponse:
        """To the board it came from, or to the file, inside the same filter."""
        if board := self.request.GET.get("board", ""):
            return redirect(f"{reverse('applications:board')}?{urlencode({'offer': board})}")
        path = reverse("applications:file", args=[self.application.pk])
        asked = question(self.request.GET)
        return redirect(f"{path}?{asked}" if asked else path)


class ActBase(FileBase):
    """Something done by POST to one application; a GET goes back to the file."""

    only_hr = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.only_hr and not request.user.has_perm(access.REVIEW):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.back()
