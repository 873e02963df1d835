"""The public pages that compare two versions."""

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from policy.documents.comparing import Comparison, compare
from policy.facts.changes import changes_between
from policy.models import PolicyPage, PolicyVersion, VersionText

DAY = 24 * 60 * 60


def choose(page: PolicyPage, request: HttpRequest) -> HttpResponse:
    """Lead to the address of the comparison asked for; without one, offer the two newest."""
    older, newer = request.GET.get("a", ""), request.GET.get("b", "")
    numbers = set(PolicyVersion.objects.values_list("number", flat=True))
    if {older, newer} <= numbers:
        return HttpResponseRedirect(page.address_of("differences", older, newer))
    choices = _choices(page)
    return _answer(page, request, choices, dict(zip(("newer", "older"), choices, strict=False)))


def differences(page: PolicyPage, request: HttpRequest, older: str, newer: str) -> HttpResponse:
    """Two versions compared; one whose text is not in hand is named."""
    language = page.locale.language_code
    found = {one.number: one for one in PolicyVersion.objects.filter(number__in=[older, newer])}
    if {older, newer} - found.keys():
        raise Http404
    texts = {
        text.version.number: text
        for text in VersionText.objects.filter(
            version__number__in=[older, newer], language=language
        ).select_related("version")
    }
    missing = [number for number in dict.fromkeys((older, newer)) if number not in texts]
    context: dict[str, Any] = {
        "older": found[older],
        "newer": found[newer],
        "missing": missing,
        "title": _("Versions %(older)s and %(newer)s compared") % {"older": older, "newer": newer},
    }
    if not missing:
        context["comparison"] = _compared(texts[older], texts[newer])
        if found[older].facts and found[newer].facts:
            changes = changes_between(found[older].facts, found[newer].facts)
            context["changes"] = [change.as_json() for change in changes]
    return _answer(page, request, _choices(page), context)


def _compared(older: VersionText, newer: VersionText) -> Comparison:
    """The comparison of two texts, made once and then remembered."""
    key = f"policy.comparison.2:{older.hash}:{newer.hash}"  # 2: with the targets of links
    known: Comparison | None = cache.get(key)
    if known is None:
        known = compare(older.html, newer.html)
        cache.set(key, known, DAY)
    return known


def _choices(page: PolicyPage) -> list[PolicyVersion]:
    """The versions whose text in the page's language is in hand, the newest first."""
    versions = PolicyVersion.objects.filter(texts__language=page.locale.language_code)
    return list(versions.defer("facts", "changes", "told"))


def _answer(
    page: PolicyPage, request: HttpRequest, choices: list[PolicyVersion], context: dict[str, Any]
) -> HttpResponse:
    return TemplateResponse(
        request,
        "policy/differences.html",
        {
            **page.get_context(request),
            "title": _("Compare versions"),
            "choices": choices,
            **context,
        },
    )
