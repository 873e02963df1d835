"""Pieces in the admin; and those that are edited as translations ask first as well."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail import hooks

from pages.pieces import snippets
from pages.pieces.asking import BACK, asked_first
from pages.pieces.models import Piece

snippets.register()


@hooks.register("before_edit_snippet", order=-10)
def ask_before_a_translation_is_published(
    request: HttpRequest, instance: Any
) -> HttpResponse | None:
    """wagtail-localize edits translations on a screen of its own, which this stands in front of."""
    if not isinstance(instance, Piece) or request.method != "POST":
        return None
    if request.POST.get("action") != "publish":
        return None
    if BACK in request.POST:
        return HttpResponseRedirect(request.get_full_path(), status=303)
    return asked_first(request, instance)
