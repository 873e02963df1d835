"""The pieces in the admin: lists, editors that ask first, and where each is used."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin.ui import tables
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, TitleColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from pages.pieces.asking import BACK, alters, asked_first, rows_for
from pages.pieces.models import FrequentQuestion, GlossaryTerm, SharedContent, Topic
from pages.pieces.uses import uses_of


class UsesPanel(BaseSidePanel):
    """Beside the editor: the pages on which the piece stands."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Toggle the pages that use this")
        icon_name = "link"
        has_counter = False

    name = "uses"
    title = gettext_lazy("Where used")
    template_name = "pieces/side_panel.html"
    order = 150

    def __init__(self, piece: Any, request: HttpRequest, address: str) -> None:
        super().__init__(piece, request)
        self.address = address

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        uses = uses_of(self.object)
        return {
            **context,
            "rows": rows_for(self.request.user, uses[:10]),
            "number": len(uses),
            "address": self.address,
        }


class AsksFirst:
    """What is saved is public at once: never by itself, and never before the pages have been seen."""

    request: Any
    autosave_enabled: bool

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.autosave_enabled = False

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        if BACK in self.request.POST:
            again: HttpResponse = self.render_to_response(self.get_context_data(form=form))  # type: ignore[attr-defined]
            return again
        if alters(form.instance) and (asked := asked_first(self.request, form.instance)):
            if self.expects_json_response:  # type: ignore[attr-defined]
                return JsonResponse({"success": False}, status=409)
            return asked
        saved: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return saved


class PieceCreateView(AsksFirst, snippets.CreateView):
    pass


class PieceEditView(AsksFirst, snippets.EditView):
    def get_side_panels(self) -> MediaContainer:
        """Wagtail counts what names the piece; the pages that show its topic are pages of it as well."""
        address, self.usage_url_name = self.get_usage_url(), None
        panels = list(super().get_side_panels())
        return MediaContainer([*panels, UsesPanel(self.object, self.request, address)])


class PieceDeleteView(snippets.DeleteView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["rows"] = rows_for(self.request.user, uses_of(self.object))
        return context


class WhereUsedView(snippets.UsageView):
    """Drafts and both languages included."""

    page_title = gettext_lazy("Where used")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()
        return [*items[:-1], {**items[-1], "label": self.page_title}]

    def get_queryset(self) -> Any:
        return uses_of(self.object)

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Page"), get_url=lambda row: row["url"]),
            Column("kind", label=_("Type")),
            Column("language", label=_("Language")),
            Column("state", label=_("State")),
            Column("shows", label=_("What it shows")),
        ]

    def get_table(self, object_list: Any, **kwargs: Any) -> tables.Table:
        rows = []
        for use, title, may in rows_for(self.request.user, list(object_list)):
            page = use.page
            rows.append(
                {
                    "title": title,
                    "url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if may else None,
                    "kind": capfirst(page.content_type.name),
                    "language": page.locale.language_code.upper(),
                    "state": pgettext("pieces", "published") if use.published else _("draft"),
                    "shows": _("this text") if use.shows else _("its translation"),
                }
            )
        return tables.Table(self.columns, rows, **self.get_table_kwargs())


class PieceIndexView(snippets.IndexView):
    """Without boxes to tick: pieces are deleted one by one (see wagtail_hooks)."""

    @cached_property
    def columns(self) -> list[Column]:
        return [one for one in super().columns if not isinstance(one, BulkActionsCheckboxColumn)]


class _PieceViewSet(SnippetViewSet):
    index_view_class = PieceIndexView
    add_view_class = PieceCreateView
    edit_view_class = PieceEditView
    delete_view_class = PieceDeleteView
    usage_view_class = WhereUsedView
    delete_template_name = "pieces/confirm_delete.html"
    copy_view_enabled = False
    list_per_page = 50


class SharedContentViewSet(_PieceViewSet):
    model = SharedContent
    icon = "snippet"
    list_display = ("name", "locale")


class GlossaryTermViewSet(_PieceViewSet):
    model = GlossaryTerm
    icon = "list-ul"
    list_display = ("term", "topic", "locale")


class FrequentQuestionViewSet(_PieceViewSet):
    model = FrequentQuestion
    icon = "help"
    list_display = ("question", "topic", "locale")


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "folder-open-inverse"
    list_display = ("name", "locale")
    index_view_class = PieceIndexView
    delete_view_class = PieceDeleteView
    delete_template_name = "pieces/confirm_delete.html"
    usage_view_class = WhereUsedView
    copy_view_enabled = False


class PiecesGroup(SnippetViewSetGroup):
    """One menu for what is written once and shown on many pages."""

    items = (SharedContentViewSet, FrequentQuestionViewSet, GlossaryTermViewSet, TopicViewSet)
    menu_label = gettext_lazy("Reusable pieces")
    menu_name = "pieces"
    menu_icon = "snippet"
    menu_order = 315


def register() -> None:
    register_snippet(PiecesGroup)
