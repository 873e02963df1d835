"""The screen « Pages introuvables »."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from cms.models import MissingPath
from cms.redirects.addresses import in_language
from cms.redirects.chains import State, courses, fold, troubled

from . import services
from .forms import AddressFilter, TargetForm
from .suggesting import suggest

PER_PAGE = 25
INDEX = "missing_paths:index"


def may_look(user: Any) -> bool:
    """Whether this member of staff may see the list."""
    return bool(user.has_perm("cms.view_missingpath"))


def may_decide(user: Any) -> bool:
    """Whether this member of staff may make redirects from it, ignore and delete."""
    return bool(
        may_look(user)
        and user.has_perm("cms.change_missingpath")
        and user.has_perm("wagtailredirects.add_redirect")
    )


class _Screen(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "warning"
    page_title = gettext_lazy("Pages not found and redirects")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Before anything is looked up: a line that exists and one that does not look the same.
        if not self.is_allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self, user: Any) -> bool:
        return may_decide(user)


class IndexView(_Screen):
    """Missing addresses, the most wanted first, each with the page it may have meant."""

    template_name = "cms/missing_paths/index.html"
    breadcrumbs_items = [
        {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")},
        {"url": "", "label": gettext_lazy("Pages not found and redirects")},
    ]

    def is_allowed(self, user: Any) -> bool:
        return may_look(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        ignored = self.request.GET.get("ignored") == "1"
        form = AddressFilter(self.request.GET, locales=list(Locale.objects.all()))
        self.language = form.chosen().get("language", "")
        rows = MissingPath.objects.filter(ignored=ignored)
        if self.language:
            rows = rows.filter(in_language("path", self.language))
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        suggestions = suggest(row.path for row in page) if not ignored else {}
        context.update(
            rows=[(row, suggestions.get(row.path)) for row in page],
            page_obj=page,
            form=form,
            query=form.query(),
            ignored=ignored,
            number_ignored=MissingPath.objects.filter(ignored=True).count(),
            may_decide=may_decide(self.request.user),
            may_see_addresses=True,
        )
        if not ignored:
            context.update(self.redirects())
        return context

    def redirects(self) -> dict[str, Any]:
        """The redirects beside the addresses: the troubled ones first, then all, paged."""
        number = self.request.GET.get("rp")
        every = Redirect.objects.select_related("redirect_page__locale").order_by("old_path")
        if self.language:
            every = every.filter(in_language("old_path", self.language))
        page = Paginator(every, PER_PAGE).get_page(number)
        trouble = troubled()
        return {
            "redirect_page": page,
            "redirects": courses(page),
            "trouble": trouble[:PER_PAGE],
            "number_troubled": len(trouble),
            "can_fold": any(one.state is not State.NOWHERE for one in trouble),
        }


class FoldView(_Screen):
    """Fold every chain and take out every loop."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        folded, looping = fold()
        messages.success(
            request,
            _(
                "%(folded)d redirects lead straight to their end now; %(looping)d in a circle are gone."
            )
            % {"folded": folded, "looping": looping},
        )
        return redirect(INDEX)


class TargetView(_Screen):
    """Choose where one missing address leads."""

    template_name = "cms/missing_paths/target.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse(INDEX), "label": self.page_title},
            {"url": "", "label": self.missing.path},
        ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.is_allowed(request.user):
            raise PermissionDenied
        self.missing = get_object_or_404(MissingPath, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        suggestion = suggest([self.missing.path]).get(self.missing.path)
        context.setdefault(
            "form", TargetForm(initial={"page": suggestion}, missing=self.missing.path)
        )
        context.update(missing=self.missing, media=context["form"].media)
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = TargetForm(request.POST, missing=self.missing.path)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        page, link = form.cleaned_data["page"], form.cleaned_data["link"]
        return _made(request, self.missing, page, link)


class SuggestedView(_Screen):
    """One click: lead the address to the page that was offered beside it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        missing = get_object_or_404(MissingPath, pk=pk)
        wanted = request.POST.get("page", "")
        page = Page.objects.live().filter(pk=int(wanted)).first() if wanted.isdecimal() else None
        if page is None:
            messages.error(request, _("That page is not published any more. Choose another one."))
            return redirect("missing_paths:target", pk)
        return _made(request, missing, page, "")


class ActView(_Screen):
    """Ignore, take back or forget a line."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        missing = get_object_or_404(MissingPath, pk=pk)
        path = missing.path
        if act == "ignore":
            services.ignore(missing=missing)
            messages.success(request, _("“%(path)s” is not shown any more.") % {"path": path})
        elif act == "take_back":
            services.take_back(missing=missing)
            messages.success(request, _("“%(path)s” is shown again.") % {"path": path})
        else:
            services.forget(missing=missing)
            messages.success(request, _("“%(path)s” has been deleted.") % {"path": path})
        return redirect(INDEX)


def _made(request: HttpRequest, missing: MissingPath, page: Page | None, link: str) -> HttpResponse:
    path = missing.path
    made = services.redirect_to(missing=missing, page=page, link=link)
    messages.success(
        request,
        _("“%(path)s” now leads to “%(target)s”.")
        % {"path": path, "target": page.title if page else link},
        buttons=[messages.button(reverse("wagtailredirects:edit", args=[made.pk]), _("Edit"))],
    )
    return redirect(INDEX)
