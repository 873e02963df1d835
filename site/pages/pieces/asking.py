"""Before a change is saved, the pages it alters; it is saved once somebody has seen exactly those."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from pages.pieces.models import Piece
from pages.pieces.uses import Use, changed_by, mark_of, uses_of

SEEN = "seen"
BACK = "back"
_OURS = {SEEN, BACK, "csrfmiddlewaretoken"}


class AskingScreen(WagtailAdminTemplateMixin, TemplateView):
    """The pages, and what was sent, so that nothing has to be written twice."""

    template_name = "pieces/asking.html"
    page_title = gettext_lazy("Before it is saved")
    header_icon = "warning"
    http_method_names = ["post"]
    piece: Any = None
    uses: Sequence[Use] = ()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data(**kwargs))
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        sent = [
            (name, value)
            for name, values in self.request.POST.lists()
            if name not in _OURS
            for value in values
        ]
        context.update(
            rows=rows_for(self.request.user, self.uses),
            number=sum(use.published for use in self.uses),
            sent=sent,
            mark=mark_of(self.uses),
            kind=capfirst(self.piece._meta.verbose_name),
        )
        return context


def rows_for(user: Any, uses: Sequence[Use]) -> list[tuple[Use, str, bool]]:
    """Each use with the name of its page and whether this person may open it; others' drafts stay unnamed."""
    rows = []
    for use in uses:
        may = bool(use.page.permissions_for_user(user).can_edit())
        title = use.page.get_admin_display_title() if may or use.page.live else _("Private page")
        rows.append((use, str(title), may))
    return rows


def asked_first(request: HttpRequest, *pieces: Piece) -> HttpResponse | None:
    """The screen, unless nothing published changes or the pages have been seen."""
    uses = changed_by(use for piece in pieces for use in uses_of(piece))
    if not uses or request.POST.get(SEEN) == mark_of(uses):
        return None
    response: Any = AskingScreen.as_view(piece=pieces[0], uses=uses)(request)
    response.render()
    response["Cache-Control"] = "no-store, private"
    asked: HttpResponse = response
    return asked


def alters(piece: Piece) -> bool:
    """Whether what is about to be saved differs in what pages show."""
    if not piece.pk:
        return True
    before = type(piece)._default_manager.get(pk=piece.pk)
    fields: list[Any] = [piece._meta.get_field(name) for name in piece.shown]
    return any(one.value_to_string(before) != one.value_to_string(piece) for one in fields)
