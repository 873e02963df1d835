"""In the admin, a publication that the gate refused comes back as a list of what to do."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.publishing.gate import Refused


class PublishingMiddleware:
    """Whatever screen tried. What it had saved before (a draft) stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        if "application/json" in request.headers.get("Accept", "").split(",")[0]:
            return JsonResponse(
                {"success": False, "error_message": "\n".join(error.messages)}, status=400
            )
        messages.error(request, _refusal(error))
        return HttpResponseRedirect(_back(request, error.page), status=303)


def _refusal(error: Refused) -> SafeString:
    return format_html(
        "{}<ul>{}</ul>",
        _("“%(title)s” was not published:") % {"title": error.page.title},
        format_html_join("", "<li>{}</li>", ((message,) for message in error.messages)),
    )


def _back(request: HttpRequest, page: Page) -> str:
    """The page's editor, or the screen itself for a page that was not even made."""
    if page.pk and Page.objects.filter(pk=page.pk).exists():
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return request.get_full_path()
