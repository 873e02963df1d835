"""The screens of the link keeper: what is broken and where, and what is done about it."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Locale

from cms.desk import DeskScreen, pages_of
from cms.links.walking import LeadTo
from cms.missing_paths.views import may_look as may_see_addresses
from cms.translation_board.versions import give_versions
from pages.link_keeper import mending, outside
from pages.link_keeper.forms import ListFilter, TargetForm
from pages.link_keeper.models import BrokenLink, OutsideLink
from pages.link_keeper.rows import rows_of
from pages.link_keeper.scanning import pieces
from pages.link_keeper.tasks import ask_for_check

PER_PAGE = 25
ACTIONS = ("change", "publish")
INDEX = "link_keeper:index"
REASONS = {
    "locked": gettext_lazy("This page is locked. Unlock it first."),
    "gone": gettext_lazy("This link is not there any more. The list has been brought up to date."),
    "draft": gettext_lazy("The draft no longer has this link: publish it and the link is mended."),
}


def rows_for(user: Any) -> QuerySet[BrokenLink]:
    """The broken links on what this person may change; nobody else's."""
    mine = Q(page__in=pages_of(user, ACTIONS).values("pk"))
    for piece in pieces():
        meta = piece._meta
        if user.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
            mine |= Q(piece_type__app_label=meta.app_label, piece_type__model=str(meta.model_name))
    return BrokenLink.objects.filter(mine)


class _Screen(DeskScreen):
    header_icon = "link"
    page_title = gettext_lazy("Broken links")
    actions = ACTIONS
    index = INDEX

    def row(self, pk: int) -> BrokenLink:
        found = rows_for(self.request.user).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


class IndexView(_Screen):
    """Every broken link this person can mend, the oldest first."""

    template_name = "link_keeper/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = ListFilter(self.request.GET, locales=list(Locale.objects.all()))
        rows = form.narrow(rows_for(self.request.user))
        rows = rows.select_related("page__locale", "piece_type")
        shown = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        give_versions((row.page for row in shown), self.request.user)
        context.update(
            form=form,
            query=form.query(),
            page_obj=shown,
            rows=rows_of(list(shown)),
            **OutsideLink.objects.aggregate(outside=Count("pk"), last_asked=Max("checked_at")),
            may_see_addresses=may_see_addresses(self.request.user),
        )
        return context


class CheckView(_Screen):
    """Have everything checked now, by the worker: the site's own links, or those to other sites."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, what: str) -> HttpResponse:
        if what == "outside":
            number = outside.ask_for_check()
            messages.success(
                request,
                _(
                    "%(number)d addresses on other sites are being asked. Come back in a few minutes."
                )
                % {"number": number},
            )
        else:
            ask_for_check()
            messages.success(
                request, _("The links of the site are being checked. Reload this page in a minute.")
            )
        return self.back()


class MendView(_Screen):
    """One click: lead the link to what was offered beside it, or take it out."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        row = self.row(pk)
        if act == "ignore":
            BrokenLink.objects.filter(pk=pk).update(ignored=not row.ignored)
            messages.success(
                request,
                _("The link is shown again.")
                if row.ignored
                else _("The link is not shown any more."),
            )
            return self.back()
        to: LeadTo | None = None
        if act == "suggested":
            offered = mending.suggestions([row]).get(pk)
            if offered is None:
                messages.error(
                    request, _("What was offered is not there any more. Choose another.")
                )
                return HttpResponseRedirect(reverse("link_keeper:target", args=[pk]), status=303)
            to = offered.decision
        mend(request, row, to)
        return self.back()


class TargetView(_Screen):
    """Choose where one broken link shall lead."""

    template_name = "link_keeper/target.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("form", TargetForm())
        (row,) = rows_of([self.row(self.kwargs["pk"])])
        context.update(row=row, media=context["form"].media)
        return context

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.row(pk)
        form = TargetForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        mend(request, row, form.target())
        return self.back()


def mend(request: HttpRequest, row: BrokenLink, to: LeadTo | None) -> None:
    """Mend, and say what became of it."""
    try:
        mended = mending.mend(broken=row, to=to, by=request.user)
    except mending.CannotMend as error:
        messages.error(request, REASONS[str(error)])
        if str(error) == "gone":
            BrokenLink.objects.filter(pk=row.pk).delete()
        return
    if mended.published:
        messages.success(request, _("The link has been mended; visitors see it at once."))
    else:
        messages.success(
            request,
            _("The link has been mended in the draft. It stays broken until it is published."),
        )
