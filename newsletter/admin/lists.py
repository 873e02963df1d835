"""Import and export of lists."""

from collections import Counter
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from newsletter import exporting, importing, queries
from newsletter.admin.base import EXPORT, IMPORT, NewsletterView
from privacy.spreadsheets import as_csv

SHOWN = 200


class ImportForm(forms.Form):
    """The list, and what proves that the people on it agreed."""

    file = forms.FileField(
        label=_("CSV file"),
        required=False,
        help_text=_(
            "One person a line; a heading “email” (and “language”) or just addresses. At most 5,000 lines."
        ),
    )
    rows = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    proof = forms.CharField(
        label=_("Proof of consent"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Where, when and with which words did these people agree to get the newsletter?"
        ),
        error_messages={"required": _("Say how these people agreed: without it nobody comes in.")},
    )
    agreed_on = forms.DateField(
        label=_("They agreed on"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Give the date, the latest one if there were several.")},
    )
    language = forms.ChoiceField(
        label=_("Language, where the file says none"), choices=settings.LANGUAGES
    )

    def clean_agreed_on(self) -> date:
        day: date = self.cleaned_data["agreed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Give a date that is past."))
        return day

    def content(self) -> bytes:
        """What is to be read: the file that was chosen, or the lines that were looked at before."""
        file = self.cleaned_data.get("file")
        if file:
            return bytes(file.read(importing.MAX_BYTES + 1))
        return str(self.cleaned_data.get("rows", "")).encode()


class ImportView(NewsletterView):
    """First a look at each line, then the import of exactly that list."""

    permission = IMPORT
    template_name = "newsletter/admin/import.html"
    page_title = _("Import a list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"form": ImportForm(), **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        content = form.content()
        try:
            lines = importing.read(content, language=form.cleaned_data["language"])
        except importing.Unreadable:
            form.add_error("file", _("Choose a CSV file of at most 5,000 lines and 1 MB."))
            return self.render_to_response(self.get_context_data(form=form))
        if not lines:
            form.add_error("file", _("Choose a file: nobody is in this one."))
            return self.render_to_response(self.get_context_data(form=form))
        if request.POST.get("act") == "import":
            return self._import(form, lines)
        return self.render_to_response(self._looked_at(form, lines))

    def _looked_at(self, form: ImportForm, lines: list[importing.Line]) -> dict[str, Any]:
        counts = Counter(line.verdict for line in lines)
        refused = [line for line in lines if line.verdict != importing.Verdict.TAKEN]
        # The second post brings back what was looked at; it is looked at again all the same.
        rows = "email,language\n" + "".join(f"{line.address},{line.language}\n" for line in lines)
        return self.get_context_data(
            form=form,
            counts=[(importing.Verdict(one).label, number) for one, number in counts.most_common()],
            taken=counts[importing.Verdict.TAKEN],
            refused=refused[:SHOWN],
            more=max(0, len(refused) - SHOWN),
            rows=rows,
        )

    def _import(self, form: ImportForm, lines: list[importing.Line]) -> HttpResponse:
        count = importing.bring_in(
            lines=lines,
            proof=form.cleaned_data["proof"],
            agreed_on=form.cleaned_data["agreed_on"],
            by=self.staff,
        )
        self.note("import", str(count))
        messages.success(
            self.request,
            ngettext("%(count)s person came in.", "%(count)s people came in.", count)
            % {"count": intcomma(count)},
        )
        return redirect("newsletter_subscribers:index")


class ExportView(NewsletterView):
    """Every subscriber as CSV, until when it may be kept in its name and lines. By POST, journalled."""

    permission = EXPORT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("newsletter_overview:index")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.note("export", str(queries.current().count()))
        response = StreamingHttpResponse(
            as_csv(exporting.lines()), content_type="text/csv; charset=utf-8"
        )
        name = gettext("newsletter-until-%(day)s") % {"day": exporting.delete_by().isoformat()}
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
