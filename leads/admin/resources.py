"""The files of resources: versions, and telling those who wanted to know."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Locale

from cms.list_filters import LanguageFilterForm
from cms.translation_board.versions import give_versions
from leads.admin.base import LeadsView
from leads.models import DailyCount, ResourcePage, ResourceVersion
from leads.services.announcing import announce, who_wants
from leads.services.files import KINDS, NotSuch, TooLarge, add_version
from leads.serving import send_file


class VersionForm(forms.Form):
    """A new file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, Excel, PowerPoint or ZIP, 50 MB at most."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in KINDS)}),
    )
    note = forms.CharField(
        label=_("What is new"),
        max_length=200,
        required=False,
        help_text=_("Told to those who agreed to be told of new versions."),
    )


class ResourcesFilter(LanguageFilterForm):
    """Whose resources. Anything unknown counts as no choice."""

    language = forms.ChoiceField(label=_("Language"), required=False)


@dataclass(frozen=True)
class Row:
    """A resource in the list, with its figures of all time in its language."""

    page: ResourcePage
    view: int
    request: int
    download: int


class ResourcesView(LeadsView):
    """Every resource with its file and figures."""

    template_name = "leads/admin/resources.html"
    page_title = _("Resources")
    header_icon = "download"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        numbers = {
            (thing, language, kind): number
            for thing, language, kind, number in DailyCount.objects.exclude(kind="enquiry")
            .values_list("thing", "language", "kind")
            .annotate(total=Sum("number"))
        }
        pages = ResourcePage.objects.select_related("locale").prefetch_related("versions")
        form = ResourcesFilter(self.request.GET, locales=list(Locale.objects.all()))
        if language := form.chosen().get("language"):
            pages = pages.filter(locale__language_code=language)
        rows = [
            Row(
                page,
                *(
                    numbers.get((page.key, page.locale.language_code, kind), 0)
                    for kind in ("view", "request", "download")
                ),
            )
            for page in pages.order_by("-date", "-pk")
        ]
        give_versions((row.page for row in rows), self.request.user)
        more = {"rows": rows, "form": form, "query": form.query()}
        return {**super().get_context_data(**kwargs), **more}


class FilesView(LeadsView):
    """The versions of one resource; a new one is added here."""

    template_name = "leads/admin/files.html"
    header_icon = "download"

    @cached_property
    def resource(self) -> ResourcePage:
        found = get_object_or_404(ResourcePage, pk=self.kwargs["pk"])
        if not found.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return found

    def get_page_title(self) -> str:
        return str(self.resource.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = list(self.resource.versions.select_related("page"))
        return {
            "form": VersionForm(),
            **super().get_context_data(**kwargs),
            "resource": self.resource,
            "versions": versions,
            "wanting": who_wants(versions[0]).count() if versions else 0,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = VersionForm(request.POST, request.FILES)
        if form.is_valid():
            data = form.cleaned_data
            try:
                add_version(page=self.resource, file=data["file"], note=data["note"], by=self.staff)
            except NotSuch:
                form.add_error("file", _("Choose a PDF, Word, Excel, PowerPoint or ZIP file."))
            except TooLarge:
                form.add_error("file", _("Choose a file of 50 MB at most."))
            else:
                messages.success(
                    request,
                    gettext(
                        "This version is handed over from now on. Its cover comes in a moment."
                    ),
                )
                return redirect("lead_resources:files", self.resource.pk)
        return self.render_to_response(self.get_context_data(form=form))


class FileView(LeadsView):
    """Look at a version's file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        version = get_object_or_404(ResourceVersion, pk=self.kwargs["pk"])
        return send_file(request, version)


class AnnounceView(LeadsView):
    """Tell those who agreed that a version is out."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("lead_resources:index")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = get_object_or_404(ResourceVersion.objects.select_related("page"), pk=pk)
        number = announce(version=version, by=self.staff)
        messages.success(
            request,
            ngettext(
                "%(number)s person is told by e-mail.",
                "%(number)s people are told by e-mail.",
                number,
            )
            % {"number": intcomma(number)},
        )
        return redirect("lead_resources:files", version.page_id)
