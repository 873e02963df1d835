"""The public pages of the policy: the version in force, one of the archive, that of a day."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.freshness.memory import remembered
from cms.templatetags.typography import set_once
from policy import queries
from policy.documents.building import document_of
from policy.documents.showing import shown
from policy.facts.effective import effective_facts
from policy.models import PolicyPage, PolicyVersion, VersionText
from policy.pdf.keeping import kept_pdf
from privacy.queries import last_proof


def current(page: PolicyPage, request: HttpRequest) -> HttpResponse:
    """The version in force; the same for everybody, and made anew when it or the day changes."""

    def make() -> SafeString:
        context = {"page": page, **_shown(page, queries.current_version(), {"is_current": True})}
        return render_to_string("policy/policy_content.html", context)

    key = ("policy.current", page.pk, timezone.localdate())
    kept = remembered(key, set_once(make), of=[page])
    context = {**page.get_context(request), "is_current": True, "kept": kept}
    return TemplateResponse(request, "policy/policy_page.html", context)


def version(page: PolicyPage, request: HttpRequest, number: str) -> HttpResponse:
    """A version by its number."""
    found = PolicyVersion.objects.filter(number=number).first()
    if found is None:
        raise Http404
    title = _("%(title)s, version %(number)s") % {"title": page.title, "number": number}
    applies = queries.current_number() == number
    return _page(page, request, found, {"title": title, "applies": applies})


def pdf(page: PolicyPage, request: HttpRequest, number: str) -> HttpResponse:
    """A version as a PDF; answered with 304 to who has it already, with 503 until the worker has made it."""
    language = page.locale.language_code
    text = (
        VersionText.objects.filter(version__number=number, language=language)
        .select_related("version")
        .first()
    )
    if text is None:
        raise Http404
    kept = kept_pdf(text)
    if kept is None:
        context = {**page.get_context(request), "number": number}
        coming = TemplateResponse(request, "policy/pdf_coming.html", context, status=503)
        coming["Retry-After"] = "60"
        coming["Cache-Control"] = "no-store"
        return coming
    etag = f'"{kept.etag}"'
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = HttpResponse(bytes(kept.content), content_type="application/pdf")
        name = f"{page.slug}-{number}.pdf"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        answer["Content-Language"] = language
    answer["ETag"] = etag
    return answer


def preview(page: PolicyPage, request: HttpRequest) -> HttpResponse:
    """What the text being written would be as a version, with today's facts."""
    document = document_of(page, effective_facts())
    context = {
        **page.get_context(request),
        "versions": queries.all_versions(),
        "is_current": True,
        "html": shown(document.html),
        "contents": document.contents,
        "proof": last_proof(),
    }
    return TemplateResponse(request, "policy/policy_page.html", context)


def on_a_date(page: PolicyPage, request: HttpRequest) -> HttpResponse:
    """What applied on the day in `?d=2026-03-03`; without a day, today's."""
    typed = request.GET.get("d", "").strip()
    try:
        day = date.fromisoformat(typed) if typed else timezone.localdate()
    except ValueError:
        day = None
    found = queries.version_on(day) if day else None
    context = {
        **page.get_context(request),
        "day": day,
        "asked_again": f"?d={day.isoformat()}" if day and typed else "",
        "typed": typed or timezone.localdate().isoformat(),
        "found": found,
        "first": PolicyVersion.objects.in_force().order_by("effective_on", "pk").first(),
    }
    return TemplateResponse(request, "policy/on_a_date.html", context)


def _page(
    page: PolicyPage, request: HttpRequest, found: PolicyVersion | None, more: dict[str, Any]
) -> HttpResponse:
    context = {**page.get_context(request), **_shown(page, found, more)}
    return TemplateResponse(request, "policy/policy_page.html", context)


def _shown(page: PolicyPage, found: PolicyVersion | None, more: dict[str, Any]) -> dict[str, Any]:
    """A version with the table of all of them; one whose text is not in hand says so."""
    text = queries.text_of(found, page.locale.language_code) if found else None
    versions = queries.all_versions()
    return {
        "versions": versions,
        "coming": queries.coming_of(versions) if more.get("is_current") else None,
        "version": found,
        "text": text,
        "html": shown(text.html) if text else "",
        "contents": text.contents if text else [],
        "proof": last_proof(),
        **more,
    }
