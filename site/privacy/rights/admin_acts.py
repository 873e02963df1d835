"""What the DPO does with a person's data inside their request, when they asked by another way.

The same services as on the person's own page: everything held, the archive, the erasure with its
certificate. Open while the request is, and once somebody has made sure who asks.
"""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin import messages

from privacy.register_book import expiry
from privacy.rights import services
from privacy.rights.admin import RequestView
from privacy.rights.export import export_archive
from privacy.rights.holdings import Held, holdings_of
from privacy.rights.models import State
from privacy.rights.wishes import erase, goes_with_one_of


class InsideView(RequestView):
    """What is done inside an open request of somebody whose identity is known."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.has_perm(self.permission) and not self.may_act:
            messages.warning(request, gettext("This is done inside an open request only."))
            return self.back()
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_act(self) -> bool:
        found = self.subject_request
        return found.state == State.OPEN and found.proved_at is not None

    @cached_property
    def held(self) -> list[Held]:
        return holdings_of(self.subject_request.email, besides=self.subject_request)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("privacy_requests:held", self.subject_request.pk)


class HeldView(InsideView):
    """Everything held about the person: what, since when, until when. The contents are in the archive."""

    template_name = "rights/held.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.note("look")
        return self.render_to_response(self.get_context_data(**kwargs))

    def get_page_title(self) -> str:
        return gettext("What is held about this person")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        found = self.subject_request
        *first, last = super().get_breadcrumbs_items()
        label = gettext("Request %(reference)s") % {"reference": str(found.uuid)[:8]}
        return [
            *first,
            {"url": reverse("privacy_requests:detail", args=[found.pk]), "label": label},
            last,
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "subject_request": self.subject_request,
            "held": self.held,
            "lines": [one for one in self.held if not goes_with_one_of(one, self.held)],
        }


class ArchiveView(InsideView):
    """The archive a person is sent, with the day until when our copy of it may be kept. Journalled."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = self.subject_request
        content = export_archive(found, delete_after=expiry(timezone.localdate()))
        self.note("export")
        services.record(found, "exported", by=self.staff)
        response = FileResponse(
            content, as_attachment=True, filename=f"donnees-{str(found.uuid)[:8]}.zip"
        )
        response["Content-Type"] = "application/zip"
        add_never_cache_headers(response)
        return response


class EraseView(HeldView):
    """Erase one record or everything; asked again first."""

    template_name = "rights/erase.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("privacy_requests:held", self.subject_request.pk)

    def get_page_title(self) -> str:
        return gettext("Erase for good?")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("record", "")
        chosen = [one for one in self.held if not key or one.key == key]
        if not chosen:
            return redirect("privacy_requests:held", self.subject_request.pk)
        if not request.POST.get("confirmed"):
            return self.render_to_response(self.get_context_data(chosen=chosen, record=key))
        erase(request=self.subject_request, held=chosen, by=self.staff)
        self.note("erase")
        messages.success(
            request,
            gettext("The erasure has begun. The person is mailed the certificate once it is done."),
        )
        return self.back()


class LinkView(RequestView):
    """Mail the person the link to their own page, where they do it all themselves."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.back()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            services.send_link(request=self.subject_request, by=self.staff)
        except services.AlreadyAnswered:
            messages.warning(request, gettext("This is done inside an open request only."))
        else:
            self.note("link")
            messages.success(request, gettext("The link leaves within a minute."))
        return self.back()
