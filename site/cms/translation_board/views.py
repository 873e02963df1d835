"""The screen of the board."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from cms.translation_board.forms import BoardFilter
from cms.translation_board.rows import Rows
from cms.translation_board.states import in_state, sources, with_states

PER_PAGE = 50
ACTIONS = ("add", "change", "publish")


class TranslationBoardView(WagtailAdminTemplateMixin, TemplateView):
    """Pages × languages, for those who may edit some; each sees the pages that are theirs."""

    template_name = "cms/translation_board/board.html"
    page_title = _("Translations")
    header_icon = "globe"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        policy: Any = policy_registry.get_by_type(Page)
        if not policy.user_has_any_permission(request.user, ACTIONS):
            raise PermissionDenied
        self.allowed = policy.instances_user_has_any_permission_for(request.user, ACTIONS)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        order = [code for code, _name in settings.LANGUAGES]
        locales = sorted(Locale.objects.all(), key=lambda one: order.index(one.language_code))
        form = BoardFilter(self.request.GET, locales=locales)
        chosen = form.chosen()
        pages = with_states(sources(self.allowed), locales).select_related("content_type")
        columns = [one for one in locales if chosen.get("language") in (None, one.language_code)]
        if title := chosen.get("title"):
            pages = pages.filter(title__icontains=title)
        if kind := chosen.get("kind"):
            pages = pages.filter(content_type=kind)
        if state := chosen.get("state"):
            pages = in_state(pages, str(state), columns)
        shown = Paginator(pages, PER_PAGE).get_page(self.request.GET.get("p"))
        query = urlencode([(key, str(one)) for key, one in self.request.GET.items() if key != "p"])
        context.update(
            form=form,
            filtered=bool(chosen),
            columns=columns,
            shown=shown,
            query=query,
            rows=list(
                Rows(
                    user=self.request.user,
                    sources=list(shown),
                    locales=columns,
                    back=f"{reverse('translation_board')}?{query}",
                )
            ),
        )
        return context
