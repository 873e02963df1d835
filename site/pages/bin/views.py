"""The bin in the admin: what is in it, and the way back."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Locale, Page

from cms.desk import DeskScreen
from cms.list_filters import LanguageFilterForm
from cms.missing_paths.forms import PageChooser
from pages.bin import services
from pages.bin.models import BinEntry
from pages.bin.queries import ACTIONS, entries_for, throwers_of, twins_of

PER_PAGE = 25


class BinFilter(LanguageFilterForm):
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)


class PlaceForm(forms.Form):
    """Below which page a page comes back, and whether its translations come with it."""

    parent = forms.ModelChoiceField(
        label=gettext_lazy("Below the page"),
        queryset=Page.objects.filter(depth__gt=1),
        widget=PageChooser,
        error_messages={"required": gettext_lazy("Choose the page below which it comes back.")},
    )
    with_translations = forms.BooleanField(
        label=gettext_lazy("Its translations in the bin as well"), required=False, initial=True
    )


class _Screen(DeskScreen):
    header_icon = "bin"
    page_title = gettext_lazy("Bin")
    actions = ACTIONS


class BinView(_Screen):
    """What has been deleted, the last first."""

    template_name = "bin/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = BinFilter(self.request.GET, locales=list(Locale.objects.all()))
        entries = entries_for(self.request.user).select_related(
            "page__locale", "page__content_type", "parent"
        )
        if language := form.chosen().get("language"):
            entries = entries.filter(page__locale__language_code=language)
        shown = Paginator(entries, PER_PAGE).get_page(self.request.GET.get("p"))
        throwers = throwers_of(list(shown))
        context.update(
            page_obj=shown,
            rows=[(entry, throwers.get(entry.pk, "–")) for entry in shown],
            form=form,
            query=form.query(),
        )
        return context


class RestoreView(_Screen):
    """Ask where to, then bring the page back."""

    template_name = "bin/restore.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = (
            entries_for(request.user)
            .filter(pk=kwargs["pk"])
            .select_related("page", "parent")
            .first()
        )
        if found is None:
            raise Http404
        self.entry: BinEntry = found
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.entry.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        parent = self.entry.parent
        place = parent if parent is not None and not services.is_in_the_bin(parent) else None
        context.setdefault("form", PlaceForm(initial={"parent": place, "with_translations": True}))
        context.update(entry=self.entry, twins=twins_of(self.entry), media=context["form"].media)
        return context

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = PlaceForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        parent = form.cleaned_data["parent"]
        if not parent.permissions_for_user(request.user).can_add_subpage():
            form.add_error("parent", _("You may not add pages there. Choose another page."))
            return self.render_to_response(self.get_context_data(form=form))
        twins = twins_of(self.entry) if form.cleaned_data["with_translations"] else []
        title = self.entry.page.get_admin_display_title()
        try:
            done = [services.restore(entry=self.entry, by=request.user, parent=parent)]
        except services.NoPlace:
            form.add_error(
                "parent", _("This kind of page cannot stand there. Choose another page.")
            )
            return self.render_to_response(self.get_context_data(form=form))
        allowed = set(entries_for(request.user).values_list("pk", flat=True))
        for twin in twins:
            parent = twin.parent
            if twin.pk in allowed and parent is not None and not services.is_in_the_bin(parent):
                done.append(services.restore(entry=twin, by=request.user))
        self._say(title, done)
        return HttpResponseRedirect(
            reverse("wagtailadmin_pages:edit", args=[self.entry.page_id]), status=303
        )

    def _say(self, title: str, done: list[services.Restored]) -> None:
        messages.success(self.request, _("“%(title)s” is back.") % {"title": title})
        held_back = [page for one in done for page in one.held_back]
        missed = [page for one in done for page in one.missed]
        if missed:
            messages.warning(
                self.request,
                _(
                    "Their moment has passed in the bin, or is not yours to set, so they are not published: "
                    "%(titles)s."
                )
                % {"titles": ", ".join(page.get_admin_display_title() for page in missed)},
            )
        if held_back:
            messages.warning(
                self.request,
                _(
                    "Not published again, because something is missing on them or they are not yours to "
                    "publish: %(titles)s."
                )
                % {"titles": ", ".join(one.title for one in held_back)},
            )
