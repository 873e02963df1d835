"""Wagtail's two ways of deleting a page, which lead to the bin here."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.utils import type_to_delete_confirmation

from accounts.views.pages import EveryPageViewSet
from pages.bin.services import throw_away
from pages.languages.lists import LanguageSearchView


class BinDeleteView(DeleteView):
    """As Wagtail's, but nothing is lost for 30 days."""

    template_name = "bin/confirm_delete.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.usage.is_protected:
            raise PermissionDenied
        if not type_to_delete_confirmation(request):
            response: HttpResponse = self.render_to_response(self.get_context_data())
            return response
        parent_id = self.page.get_parent().pk
        throw_away(page=self.page, by=request.user)
        messages.success(
            request,
            _("“%(title)s” is in the bin for 30 days.")
            % {"title": self.page.get_admin_display_title()},
            buttons=[messages.button(reverse("bin"), _("Open the bin"))],
        )
        for after in hooks.get_hooks("after_delete_page"):
            result = after(request, self.page)
            if hasattr(result, "status_code"):
                return result
        if self.next_url:
            return redirect(self.next_url)
        return redirect("wagtailadmin_explore", parent_id)


class PageViewSet(EveryPageViewSet):
    """For each page type that has no viewset of its own; the search of pages is the viewset's of them all."""

    delete_view_class = BinDeleteView
    search_view_class = LanguageSearchView


class BinBulkAction(DeleteBulkAction):
    """Many pages at once; a page below another one that is deleted goes with it."""

    template_name = "bin/confirm_bulk_delete.html"

    @classmethod
    def execute_action(cls, objects: Any, user: Any = None, **kwargs: Any) -> tuple[int, int]:
        parents = children = 0
        paths: list[str] = []
        for page in sorted(objects, key=lambda one: one.depth):
            if not any(page.path.startswith(path) for path in paths):
                paths.append(page.path)
                entry = throw_away(page=page, by=user)
                children += entry.number - 1
                parents += 1
        return parents, children
