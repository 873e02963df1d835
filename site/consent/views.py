"""The visitor's side of consent: the panel's target, the page of choices, what our scripts ask for."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST, require_safe

from consent import choice, limits, panel, tokens, trackers
from consent.models import PanelVersion, Receipt
from consent.origin import ForeignOrigin, check_origin
from consent.register_file import register_file
from consent.services import Replayed, record_choice
from consent.withdrawal import sweep

ACCEPT, REFUSE, SELECTED = "accept", "refuse", "selected"
WHOLE, ONE = "all", "one"
PATH = re.compile(r"/[^\\\x00-\x20]{0,500}")


@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Record what the panel, the page of choices or a video's page sends."""
    wait = limits.seconds_to_wait(request, "consent", limits.CHOICES_PER_MINUTE)
    if wait:
        return _said(request, "wait", 429, wait=wait)
    try:
        check_origin(request)
    except ForeignOrigin:
        return _said(request, "foreign", 403)
    version = panel.current_version()
    verdicts = _verdicts(request)
    if request.POST.get("verdict") not in (ACCEPT, REFUSE, SELECTED):
        return _said(request, "nothing", 400)
    if version is None or not verdicts or request.POST.get("panel") != version.hash:
        return _said(request, "stale", 409)
    try:
        given = request.POST.get("token", "")
        token = tokens.fingerprint(given) if given else None
    except tokens.UnusableToken:
        return _said(request, "stale", 409)
    if token is None and any(verdicts.values()):
        return _confirm(request, version, verdicts)
    return _record(request, version, verdicts, token)


def _record(
    request: HttpRequest, version: PanelVersion, verdicts: dict[str, bool], token: str | None
) -> HttpResponse:
    before = choice.choice_of(request)
    loaded = frozenset(one.slug for one in choice.loaded_services(request))
    try:
        made = record_choice(
            panel=version,
            verdicts=verdicts,
            before=before,
            language=_language(),
            token=token,
        )
    except Replayed:
        return _said(request, "replayed", 409)
    path = _next(request)
    response: HttpResponse
    if _wants_json(request):
        response = JsonResponse({"receipt": made.receipt})
    else:
        response = HttpResponseRedirect(path, status=303)
    choice.remember(response, made)
    allowed = frozenset(slug for slug, verdict in made.verdicts.items() if verdict.accepted)
    exempt = {slug for slug in loaded if not trackers.service(slug).needs_consent}
    refused = {slug for slug, verdict in made.verdicts.items() if not verdict.accepted}
    sweep(request, response, path=path, allowed=allowed | (exempt - refused))
    return private(response)


def _verdicts(request: HttpRequest) -> dict[str, bool]:
    """What is decided, by service: of those still to be asked about, of all, or of one."""
    scope = request.POST.get("scope", "")
    services = trackers.active() if scope == WHOLE else choice.pending_services(request)
    if scope == ONE:
        named = request.POST.get("service", "")
        services = tuple(one for one in trackers.asked() if one.slug == named)
    verdict = request.POST.get("verdict")
    if verdict != SELECTED:
        # What is exempt is decided only where it is shown, on the page of choices.
        services = tuple(one for one in services if one.service.needs_consent)
        return {one.slug: verdict == ACCEPT for one in services}
    chosen, whole = set(request.POST.getlist("service")), set(request.POST.getlist("purpose"))
    return {
        one.slug: one.slug in chosen or (one.service.needs_consent and one.service.purpose in whole)
        for one in services
    }


def _confirm(
    request: HttpRequest, version: PanelVersion, verdicts: dict[str, bool]
) -> HttpResponse:
    """A private page that has a token: what an acceptance without JavaScript is answered with."""
    context = {
        "accepted": [one for one in trackers.active() if verdicts.get(one.slug)],
        "version": version.hash,
        "token": tokens.issue(),
        "scope": request.POST.get("scope", ""),
        "next": _next(request),
    }
    return private(render(request, "consent/confirm.html", context))


def _said(request: HttpRequest, what: str, status: int, wait: int = 0) -> HttpResponse:
    """A refusal of the choice itself: nothing is recorded and nothing loads."""
    response: HttpResponse
    if _wants_json(request):
        response = JsonResponse({"error": what}, status=status)
    else:
        context = {"what": what, "wait": wait}
        response = render(request, "consent/not_recorded.html", context, status=status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return private(response)


@require_safe
def choices(request: HttpRequest) -> HttpResponse:
    """What was chosen and when, what it concerns, and the means to change it."""
    made, now = choice.choice_of(request), timezone.now()
    brought = request.COOKIES.get(choice.cookie_name(), "")
    receipt = (
        Receipt.objects.filter(number=made.receipt).select_related("panel").first()
        if made
        else None
    )
    if receipt is None or receipt.replaced_at is not None:
        made = receipt = None
    standing = {
        one.slug: verdict
        for one in trackers.active()
        if made is not None and (verdict := made.standing(one, now)) is not None
    }
    version = panel.current_version()
    context: dict[str, Any] = {
        "purposes": panel.purposes_shown(trackers.asked()),
        "exempt": [one for one in trackers.active() if not one.service.needs_consent],
        "essentials": trackers.essentials(),
        "receipt": receipt,
        "ticked": {slug for slug, verdict in standing.items() if verdict.accepted},
        "objected": {slug for slug, verdict in standing.items() if not verdict.accepted},
        "gpc": choice.has_gpc(request),
        "version": version.hash if version else "",
        "token": tokens.issue(),
    }
    response = private(render(request, "consent/choices.html", context))
    if brought and made is None:
        choice.forget(response)
    loaded = frozenset(one.slug for one in choice.loaded_services(request))
    sweep(request, response, path=request.path, allowed=loaded)
    return response


@require_GET
def token(request: HttpRequest) -> JsonResponse:
    """A token for the panel's buttons; fetched when one is pressed."""
    if wait := limits.seconds_to_wait(request, "consent-token", limits.TOKENS_PER_MINUTE):
        response = JsonResponse({"error": "wait"}, status=429)
        response.headers["Retry-After"] = str(wait)
    else:
        response = JsonResponse({"token": tokens.issue()})
    private(response)
    return response


@require_safe
def answered_style(request: HttpRequest) -> HttpResponse:
    """Without JavaScript, this private style sheet hides what this visitor has answered already."""
    pending = {one.slug for one in choice.pending_services(request)}
    hidden = [f'[data-service="{one.slug}"]' for one in trackers.asked() if one.slug not in pending]
    hidden += [
        f'[data-purpose="{one.purpose.slug}"]'
        for one in panel.purposes_shown(trackers.asked())
        if not any(service.slug in pending for service in one.services)
    ]
    if not pending:
        hidden = ["#consent"]
    rule = f"{','.join(hidden)}{{display:none!important}}" if hidden else ""
    response = private(HttpResponse(rule, content_type="text/css; charset=utf-8"))
    patch_vary_headers(response, ["Cookie", "Sec-GPC"])
    return response


@require_safe
def register(request: HttpRequest, digest: str) -> HttpResponse:
    """The active services as our script needs them: the same for everyone, kept for good."""
    found = register_file()
    if digest != found.digest:
        raise Http404
    response = HttpResponse(found.content, content_type="application/json")
    patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    return response


def private(response: HttpResponse) -> HttpResponse:
    """For this visitor alone, and kept nowhere."""
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    return response


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _language() -> str:
    return (get_language() or "fr")[:2]


def _next(request: HttpRequest) -> str:
    """Where to go afterwards: a path of this site, the page of choices unless one is given."""
    path = request.POST.get("next", "")
    parts = urlsplit(path)
    if PATH.fullmatch(path) and not parts.netloc and not path.startswith("//"):
        return path
    return reverse("consent:choices")
