"""The screen of images and documents, and the one on which a file takes the place of another."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import ReferenceIndex

from cms.desk import DeskScreen
from pages.file_care.forms import FORMS, MATTERS, ListFilter
from pages.file_care.kinds import (
    MODELS,
    collections_of,
    file_to_change,
    files_of,
    kinds_of,
    policy_of,
)
from pages.file_care.models import Kind
from pages.file_care.queries import BYTES, PIXELS, TWICE, UNUSED, matters_of, numbers_of, with_uses
from pages.file_care.rows import EDIT, rows_of
from pages.file_care.services import replace_file

PER_PAGE = 25
INDEX = "file_care:index"


class _Screen(DeskScreen):
    header_icon = "image"
    page_title = gettext_lazy("Images and files")
    index = INDEX

    def lets_in(self, user: Any) -> bool:
        return bool(kinds_of(user))


class IndexView(_Screen):
    """The files this person may change or delete, by what is the matter with them."""

    template_name = "file_care/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user, here = self.request.user, self.request.get_full_path()
        kinds = kinds_of(user)
        asked = self.request.GET.get("kind")
        kind = asked if asked in kinds else kinds[0]
        form = ListFilter(self.request.GET, kinds=kinds, collections=collections_of(user, kind))
        chosen = form.chosen()
        mine = files_of(user, kind)
        files = mine.filter(collection=chosen["collection"]) if "collection" in chosen else mine
        matters = matters_of(kind, mine)
        matter = chosen.get("matter", "")
        wanted = files.filter(matters[matter]) if matter in matters else files
        # The same files stand together; otherwise the newest first.
        wanted = (
            wanted.order_by("file_hash", "pk")
            if matter == TWICE
            else wanted.order_by("-created_at", "-pk")
        )
        numbers = numbers_of(files, matters)
        pages = Paginator(
            with_uses(wanted, kind).select_related("collection", "uploaded_by_user"), PER_PAGE
        )
        pages.count = numbers.get(matter, numbers[""])
        page = pages.get_page(self.request.GET.get("p"))
        rows = rows_of(list(page), kind=kind, files=mine, user=user, here=here)
        context.update(
            form=form,
            query=form.query(),
            tabs=self._tabs(chosen, numbers),
            page_obj=page,
            rows=rows,
            is_image=kind == Kind.IMAGE,
            pixels=PIXELS,
            bytes=BYTES[kind],
            here=here,
            delete_url=self._delete_together(kind) if matter == UNUSED else "",
        )
        return context

    def _tabs(self, chosen: dict[str, str], numbers: dict[str, int]) -> list[dict[str, Any]]:
        others = {name: value for name, value in chosen.items() if name != "matter"}
        return [
            {
                "label": MATTERS.get(matter, _("All files")),
                "number": number,
                "here": chosen.get("matter", "") == matter,
                "url": f"?{urlencode({**others, 'matter': matter} if matter else others)}",
            }
            for matter, number in numbers.items()
        ]

    def _delete_together(self, kind: str) -> str:
        """Wagtail's screen that deletes several, after asking; empty for who may delete none."""
        if not policy_of(kind).user_has_permission(self.request.user, "delete"):
            return ""
        meta = MODELS[kind]._meta
        return reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, "delete"])


class ReplaceView(_Screen):
    """Another file for an image or a document."""

    template_name = "file_care/replace.html"
    page_title = gettext_lazy("Replace the file")

    def item(self) -> Any:
        kind = self.kwargs["kind"]
        found = (
            file_to_change(self.request.user, kind, self.kwargs["pk"]) if kind in MODELS else None
        )
        if found is None:
            raise Http404
        return found

    def get_page_subtitle(self) -> str:
        return str(self.item().title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        item, kind = context.pop("item", None) or self.item(), self.kwargs["kind"]
        context.setdefault("form", FORMS[kind](item=item))
        context.update(
            item=item,
            is_image=kind == Kind.IMAGE,
            uses=ReferenceIndex.get_references_to(item).count(),
            edit_url=reverse(EDIT[kind], args=[item.pk]),
            next=self.request.POST.get("next") or self.request.GET.get("next", ""),
        )
        return context

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        item = self.item()
        form = FORMS[kind](request.POST, request.FILES, item=item)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        had_focus = kind == Kind.IMAGE and item.has_focal_point()
        replace_file(item=item, file=form.cleaned_data["file"], by=request.user)
        messages.success(
            request, _("The file of “%(title)s” has been replaced.") % {"title": item.title}
        )
        if had_focus and not item.has_focal_point():
            edit = reverse(EDIT[kind], args=[pk])
            messages.warning(
                request,
                _("The new image has other proportions: choose its focal point again."),
                buttons=[messages.button(edit, _("Choose it"))],
            )
        return self.back()
