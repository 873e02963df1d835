"""Preview links in the admin: those of one page, and those of all pages."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Locale, Page

from cms.desk import DeskScreen, pages_of, who_did
from cms.seo.addresses import HOME_DEPTH
from cms.translation_board.versions import give_versions
from pages.preview_links.forms import LinkForm, ListFilter
from pages.preview_links.models import PreviewLink
from pages.preview_links.services import MADE, make_link, revoke

PER_PAGE = 25


def shareable(user: Any) -> QuerySet[Page]:
    """The pages this person may share: those they may edit."""
    found: QuerySet[Page] = pages_of(user).filter(depth__gte=HOME_DEPTH)
    return found


def makers_of(links: list[PreviewLink]) -> dict[int, str]:
    """Who made each link; one query."""
    return who_did(MADE, "link", {link.page_id for link in links})


class _Screen(DeskScreen):
    header_icon = "view"
    page_title = gettext_lazy("Preview links")


class ReportView(_Screen):
    """The links to every page this person may edit: the open ones first, then those that are shut."""

    template_name = "preview_links/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        links = PreviewLink.objects.filter(page__in=shareable(self.request.user).values("pk"))
        form = ListFilter(self.request.GET, locales=list(Locale.objects.all()))
        links = form.narrow(links).select_related("page__locale")
        shown = Paginator(links, PER_PAGE).get_page(self.request.GET.get("p"))
        makers = makers_of(list(shown))
        give_versions((link.page for link in shown), self.request.user)
        context.update(
            page_obj=shown,
            rows=[(link, makers.get(link.pk, "–")) for link in shown],
            form=form,
            query=form.query(),
        )
        return context


class PageView(_Screen):
    """The links of one page, and a form for another one."""

    template_name = "preview_links/page.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = shareable(request.user).filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.page = found
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("form", LinkForm())
        links = list(self.page.preview_links.all()[:PER_PAGE])
        makers = makers_of(links)
        context.update(
            page=self.page,
            rows=[(link, makers.get(link.pk, "–")) for link in links],
            media=context["form"].media,
        )
        return context

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = LinkForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        chosen = form.cleaned_data
        link, token = make_link(
            page=self.page, days=chosen["days"], shown_on=chosen["shown_on"], by=request.user
        )
        address = settings.SITE_URL + reverse("preview_link", args=[token])
        # Shown in the answer itself, once: a reload asks the browser before it makes another one.
        return self.render_to_response(self.get_context_data(address=address, made=link))


class RevokeView(_Screen):
    """Shut one link."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        link = PreviewLink.objects.filter(
            pk=pk, page__in=shareable(request.user).values("pk")
        ).first()
        if link is None:
            raise Http404
        revoke(link=link, by=request.user)
        messages.success(request, _("The link opens nothing any more."))
        return HttpResponseRedirect(reverse("page_preview_links", args=[link.page_id]), status=303)
