"""In the admin, a publication that the gate refused comes back as a list of what to do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages

from careers.models import OfferPage
from careers.publication.gate import NotPublishable


class PublicationMiddleware:
    """Whatever screen tried: bulk action, workflow, translation, copy, or the editor itself.

    What the screen had saved before (a draft) stays; what it did in a transaction is undone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, NotPublishable):
            return None
        if "application/json" in request.headers.get("Accept", "").split(",")[0]:
            return JsonResponse(
                {"success": False, "error_message": "\n".join(error.messages)}, status=400
            )
        messages.error(request, _refusal(error))
        return HttpResponseRedirect(_back(request, error.offer), status=303)


def _refusal(error: NotPublishable) -> SafeString:
    return format_html(
        "{}<ul>{}</ul>",
        _("“%(title)s” was not published:") % {"title": error.offer.title},
        format_html_join("", "<li>{}</li>", ((message,) for message in error.messages)),
    )


def _back(request: HttpRequest, offer: OfferPage) -> str:
    """The offer's editor, or the screen itself for an offer that was not even made."""
    if offer.pk and OfferPage.objects.filter(pk=offer.pk).exists():
        return reverse("wagtailadmin_pages:edit", args=[offer.pk])
    return request.get_full_path()
