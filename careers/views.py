"""Pages about offers that stand in no tree."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_safe

from careers import forms_slot
from careers.models import ReferralLink


@require_safe
def followed_referral(request: HttpRequest, key: str) -> HttpResponse:
    """What became of a referral link: how many came, how many are closed, nothing about anybody.

    404 for a key that nobody was given.
    """
    known = key.isascii() and key.isprintable() and len(key) <= 32
    link = ReferralLink.objects.select_related("offer").filter(key=key).first() if known else None
    if link is None:
        raise Http404
    received, closed = forms_slot.referrals(link)
    context = {"offer": link.offer, "received": received, "closed": closed}
    response = render(request, "careers/referral.html", context)
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
