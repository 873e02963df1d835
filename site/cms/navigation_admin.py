"""The screens where marketing edits what stands around every page: one of each per language."""

from typing import Any

from django.contrib.admin.utils import quote
from django.db import IntegrityError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from cms.models import AnnouncementBar, CompanyIdentity, Footer, MainMenu, SitePart


class CreateOnceView(CreateView):
    """Adding a part to a language that has it leads to the one that is there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        existing = self._existing()
        if existing is not None and self.user_has_permission("change"):
            return self._lead_to(existing)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: "ModelForm[SitePart]") -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except IntegrityError:
            # A colleague made it while this form was open.
            existing = self._existing()
            if existing is None:
                raise
            return self._lead_to(existing)
        return response

    def _existing(self) -> SitePart | None:
        found: SitePart | None = self.model._default_manager.filter(locale=self.locale).first()
        return found

    def _lead_to(self, existing: SitePart) -> HttpResponse:
        messages.info(
            self.request,
            _("%(part)s: there is one for each language, and this is it.")
            % {"part": capfirst(existing._meta.verbose_name)},
        )
        return redirect(reverse(self.edit_url_name, args=[quote(existing.pk)]))


class SitePartViewSet(SnippetViewSet):
    """List, form, drafts, history and preview of one kind of part."""

    add_view_class = CreateOnceView
    copy_view_enabled = False
    list_display = ["__str__", UpdatedAtColumn()]


class MainMenuViewSet(SitePartViewSet):
    model = MainMenu
    icon = "list-ul"
    menu_label = gettext_lazy("Main menu")
    menu_order = 10


class FooterViewSet(SitePartViewSet):
    model = Footer
    icon = "table"
    menu_label = gettext_lazy("Footer")
    menu_order = 20


class AnnouncementBarViewSet(SitePartViewSet):
    model = AnnouncementBar
    icon = "warning"
    menu_label = gettext_lazy("Announcement bar")
    menu_order = 30


class CompanyIdentityViewSet(SitePartViewSet):
    model = CompanyIdentity
    icon = "home"
    menu_label = gettext_lazy("Company identity")
    menu_order = 40


class SiteGroup(SnippetViewSetGroup):
    """What stands around every page, in one place of the menu."""

    items = (MainMenuViewSet, FooterViewSet, AnnouncementBarViewSet, CompanyIdentityViewSet)
    menu_label = gettext_lazy("Site")
    menu_icon = "site"
    menu_name = "site-parts"
    menu_order = 700


register_snippet(SiteGroup)
