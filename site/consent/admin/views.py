"""The screens about trackers; each behind its own permission, asked before anything is looked up."""

from __future__ import annotations

from typing import Any

from cookie_consent.models import CookieGroup
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.log_actions import log

from consent import trackers
from consent.admin.forms import ActivationForm
from consent.declarations import Service
from consent.models import Activation, PanelPicture, PanelVersion, Receipt, UndeclaredTracker
from consent.purposes import PURPOSES
from privacy.admin.base import RegisterView

VIEW, CHANGE = "consent.view_activation", "consent.change_activation"
SEE_KEPT_AWAY, FORGET = "consent.view_undeclaredtracker", "consent.delete_undeclaredtracker"
SEE_VERSIONS, SEE_RECEIPTS = "consent.view_panelversion", "consent.view_receipt"
PER_PAGE = 50
OFF, WAITING, LOADS = "off", "waiting", "loads"


class ServicesView(RegisterView):
    """Every declared service and whether it loads."""

    permission = VIEW
    header_icon = "view"
    page_title = _("Trackers")
    template_name = "consent/admin/services.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = {one.slug for one in trackers.switched_on()}
        loads = {one.slug for one in trackers.active()}
        lines = [
            {
                "service": service,
                "purpose": PURPOSES[service.purpose],
                "state": LOADS if service.slug in loads else WAITING if service.slug in on else OFF,
            }
            for service in trackers.services()
        ]
        return {
            **super().get_context_data(**kwargs),
            "lines": lines,
            "may_change": self.staff.has_perm(CHANGE),
        }


class ServiceView(RegisterView):
    """Switch one service on or off."""

    permission = CHANGE
    header_icon = "view"
    index_name = "consent_services:index"
    index_label = _("Trackers")
    template_name = "consent/admin/service.html"

    @cached_property
    def service(self) -> Service:
        try:
            return trackers.service(self.kwargs["slug"])
        except KeyError:
            raise Http404 from None

    @cached_property
    def activation(self) -> Activation:
        found = Activation.objects.filter(service=self.service.slug).first()
        return found or Activation(service=self.service.slug)

    def get_page_title(self) -> str:
        return self.service.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = ActivationForm(instance=self.activation, service=self.service)
        context = {"form": form, **super().get_context_data(**kwargs)}
        return {
            **context,
            "service": self.service,
            "purpose": PURPOSES[self.service.purpose],
            "hosts": self.service.hosts_with(self.activation.host or "…"),
            "media": context["form"].media,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ActivationForm(request.POST, instance=self.activation, service=self.service)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        with transaction.atomic():
            saved = form.save()
            log(instance=saved, action="wagtail.edit", user=self.staff)
        if not saved.switched_on:
            messages.success(
                request, gettext("%(name)s is switched off.") % {"name": self.service.name}
            )
        elif any(one.slug == saved.service for one in trackers.active()):
            messages.success(request, gettext("%(name)s loads.") % {"name": self.service.name})
        else:
            messages.warning(
                request,
                gettext("%(name)s will load once a published version of the policy names it.")
                % {"name": self.service.name},
            )
        return redirect("consent_services:index")


class GroupsView(RegisterView):
    """Groups and cookies as django-cookie-consent keeps them: read here, written by the register."""

    permission = VIEW
    header_icon = "list-ul"
    page_title = _("Groups and cookies")
    template_name = "consent/admin/groups.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = CookieGroup.objects.prefetch_related("cookie_set")
        return {**super().get_context_data(**kwargs), "groups": groups}


class KeptAwayView(RegisterView):
    """Hosts that a page tried to load from without being declared and agreed to."""

    permission = SEE_KEPT_AWAY
    header_icon = "warning"
    page_title = _("Undeclared trackers")
    template_name = "consent/admin/kept_away.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Paginator(UndeclaredTracker.objects.all(), PER_PAGE)
        owners = {
            host: service.name for service in trackers.services() for host in service.hosts_with()
        }
        page = rows.get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "page_obj": page,
            "rows": [(row, owners.get(row.host, "")) for row in page],
            "may_forget": self.staff.has_perm(FORGET),
        }


class ForgetView(RegisterView):
    """Take a host off the list."""

    permission = FORGET
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(UndeclaredTracker, pk=pk).delete()
        messages.success(request, gettext("The host was taken off the list."))
        return redirect("consent_kept_away:index")


class VersionsView(RegisterView):
    """Every version of the panel, with how many choices were made on it."""

    permission = SEE_VERSIONS
    header_icon = "history"
    page_title = _("Versions of the panel")
    template_name = "consent/admin/versions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = PanelVersion.objects.annotate(
            choices=Count("receipt", distinct=True), shots=Count("pictures", distinct=True)
        )
        return {**super().get_context_data(**kwargs), "versions": versions}


class VersionView(RegisterView):
    """One version: what it said in both languages, and what it looked like."""

    permission = SEE_VERSIONS
    header_icon = "history"
    index_name = "consent_versions:index"
    index_label = _("Versions of the panel")
    template_name = "consent/admin/version.html"

    @cached_property
    def version(self) -> PanelVersion:
        return get_object_or_404(PanelVersion, number=self.kwargs["number"])

    def get_page_title(self) -> str:
        return gettext("Version %(number)s of the panel") % {"number": self.version.number}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "version": self.version,
            "pictures": self.version.pictures.defer("image"),
        }


class PictureView(View):
    """The file of one picture."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        picture = (
            PanelPicture.objects.filter(pk=pk).first()
            if request.user.has_perm(SEE_VERSIONS)
            else None
        )
        if picture is None:
            raise Http404
        response = HttpResponse(bytes(picture.image), content_type="image/png")
        response.headers["Cache-Control"] = "private, no-store"
        return response


class ReceiptsView(RegisterView):
    """Find the receipt that a visitor quotes; how many there are, and of what."""

    permission = SEE_RECEIPTS
    header_icon = "check"
    page_title = _("Receipts of choices")
    template_name = "consent/admin/receipts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        number = self.request.GET.get("number", "").strip()[:40]
        found = Receipt.objects.filter(number=number).select_related("panel").first()
        verdicts = [
            (PURPOSES[purpose].name if purpose in PURPOSES else purpose, services)
            for purpose, services in (found.verdicts.items() if found else ())
        ]
        return {
            **super().get_context_data(**kwargs),
            "number": number,
            "receipt": found,
            "verdicts": verdicts,
            "total": Receipt.objects.count(),
            "standing": Receipt.objects.filter(replaced_at__isnull=True).count(),
        }
