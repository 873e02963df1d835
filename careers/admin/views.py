"""The screens beside the editor of an offer. An offer that is not there looks like a forbidden one."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from careers import forms_slot
from careers.kit import board_links, pieces
from careers.models import OfferPage
from careers.services import StillUnanswered, close_offer, make_referral_link, reopen_offer
from cms.seo.addresses import absolute, page_address


def _offer(request: HttpRequest, pk: int) -> OfferPage:
    """The offer, for whoever may publish it. Raises Http404 otherwise, whether or not it exists."""
    offer = OfferPage.objects.filter(pk=pk).select_related("locale").first()
    if offer is None or not offer.permissions_for_user(request.user).can_publish():
        raise Http404
    return offer


def _who(request: HttpRequest) -> User:
    return cast(User, request.user)


def _screen(offer: OfferPage, title: str, icon: str) -> dict[str, Any]:
    """What the frame around every one of these screens shows."""
    return {
        "offer": offer,
        "editor": _editor(offer),
        "page_title": title,
        "breadcrumbs_items": [
            *WagtailAdminTemplateMixin.breadcrumbs_items,
            {"url": _editor(offer), "label": offer.title},
            {"url": "", "label": title, "sublabel": offer.reference},
        ],
        "header_title": f"{title} – {offer.title}",
        "header_icon": icon,
    }


def _editor(offer: OfferPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[offer.pk])


def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks before closing; says who waits for an answer and leads to where it is drafted."""
    offer = _offer(request, pk)
    if request.method == "POST":
        try:
            close_offer(offer=offer, by=_who(request))
            messages.success(request, _("Closed. The page says “Position filled” from now on."))
            return HttpResponseRedirect(_editor(offer), status=303)
        except StillUnanswered:
            messages.error(request, _("Not closed: somebody still waits for an answer."))
    context = {
        **_screen(offer, _("Close the offer"), "check"),
        "unanswered": forms_slot.unanswered(offer),
        "draft_url": forms_slot.draft_url(offer),
    }
    return render(request, "careers/admin/close.html", context)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    offer = _offer(request, pk)
    reopen_offer(offer=offer, by=_who(request))
    messages.success(request, _("The offer takes applications again."))
    return HttpResponseRedirect(_editor(offer), status=303)


def kit(request: HttpRequest, pk: int) -> HttpResponse:
    """Texts and addresses for boards that take no feed."""
    offer = _offer(request, pk)
    list_address = page_address(offer.get_parent())
    context = {
        **_screen(offer, _("Texts for job boards"), "copy"),
        "pieces": pieces(offer),
        "boards": board_links(offer),
        "feeds": [f"{list_address}{name}" for name in ("atom.xml", "offers.json", "offers.xml")],
    }
    return render(request, "careers/admin/kit.html", context)


def referrals(request: HttpRequest, pk: int) -> HttpResponse:
    """The links that colleagues pass on; POST makes one."""
    offer = _offer(request, pk)
    if request.method == "POST":
        make_referral_link(offer=offer)
        messages.success(request, _("Link made. Give its two addresses to one colleague."))
        return HttpResponseRedirect(request.path, status=303)
    versions = list(offer.versions())
    address = page_address(offer)
    links = []
    for version in versions:
        for link in version.referral_links.all():
            received, closed = forms_slot.referrals(link)
            links.append(
                {
                    "made": link.created_at,
                    "share": f"{address}?r={link.code}",
                    "follow": absolute(reverse("followed_referral", args=[link.key])),
                    "said": ngettext(
                        "%(received)d application received, %(closed)d closed",
                        "%(received)d applications received, %(closed)d closed",
                        received,
                    )
                    % {"received": received, "closed": closed},
                }
            )
    context = {**_screen(offer, _("Referral links"), "link"), "links": links}
    return render(request, "careers/admin/referrals.html", context)
