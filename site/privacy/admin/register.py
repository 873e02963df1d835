"""The register of processing activities (GDPR art. 30): on the screen, and to take away."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .. import register as documents
from .. import register_book, services
from .base import RegisterView

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RegisterOfActivitiesView(RegisterView):
    """Every activity with all that art. 30 §1 demands, made from the declarations of the apps."""

    page_title = _("Register of processing activities")
    header_icon = "list-ul"
    template_name = "privacy/register.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = get_language() or "fr"
        lines = [
            (line, register_book.columns_of(line, language)[1:]) for line in documents.register()
        ]
        return {
            **super().get_context_data(**kwargs),
            "lines": lines,
            "hash": documents.register_hash(public_only=False)[:12],
            "keep_for": register_book.KEEP_FOR.days,
        }


class ExportView(RegisterView):
    """The register as a file. By POST: an export is an act, and is journalled."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("privacy_register:index")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        if request.POST.get("format") == "json":
            content, kind, ending = (
                register_book.register_json(made_on=today),
                "application/json",
                "json",
            )
        else:
            language = get_language() or "fr"
            content = register_book.register_workbook(made_on=today, language=language)
            kind, ending = XLSX, "xlsx"
        services.journal(
            actor=self.staff,
            action="privacy:register:export",
            reference=f"{ending} {documents.register_hash(public_only=False)[:12]}",
        )
        response = HttpResponse(content, content_type=kind)
        name = f"registre-{today.isoformat()}.{ending}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        add_never_cache_headers(response)
        return response
