"""An offer is not deleted over the heads of people who wait for an answer: closing says the same."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from careers import forms_slot
from careers.models import OfferPage


def before_delete(request: HttpRequest, page: Page) -> HttpResponseRedirect | None:
    """For the hook `before_delete_page`: also for what lies below the page."""
    return _refusal(request, [page])


def before_bulk(
    request: HttpRequest, action: str, pages: Iterable[Any], _instance: Any
) -> HttpResponseRedirect | None:
    """For the hook `before_bulk_action`."""
    found = [page for page in pages if isinstance(page, Page)] if action == "delete" else []
    return _refusal(request, found)


def _refusal(request: HttpRequest, pages: Iterable[Page]) -> HttpResponseRedirect | None:
    for page in pages:
        below = page.get_descendants(inclusive=True)
        for offer in OfferPage.objects.filter(pk__in=below.values("pk")):
            if forms_slot.unanswered(offer):
                messages.error(
                    request,
                    _("Not deleted: somebody still waits for an answer about “%(title)s”.")
                    % {"title": offer.title},
                )
                return HttpResponseRedirect(reverse("offers:close", args=[offer.pk]), status=303)
    return None
