"""Pieces in the admin; and what Wagtail and wagtail-localize do with them elsewhere, which asks first too."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail_localize.models import TranslationSource

from cms.translation_board import guards
from pages.pieces import snippets
from pages.pieces.asking import BACK, asked_first
from pages.pieces.models import FrequentQuestion, GlossaryTerm, Piece, SharedContent, Topic

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


def send_to_translations(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """What has changed goes to the translations: published at once, it alters the pages that show them."""
    source = TranslationSource.objects.filter(pk=translation_source_id).first()
    model = source.specific_content_type.model_class() if source else None
    if model is not None and issubclass(model, Piece) and "publish_translations" in request.POST:
        if BACK in request.POST:
            return HttpResponseRedirect(request.get_full_path(), status=303)
        kept = source.translations.filter(enabled=True).values("target_locale")
        twins = model.objects.filter(translation_key=source.object_id, locale__in=kept)
        if request.user.has_perm(f"pieces.change_{model._meta.model_name}") and twins:
            asked = asked_first(request, *twins)
            if asked is not None:
                return asked
    return guards.update(request, translation_source_id=translation_source_id)


@hooks.register("register_admin_urls", order=-20)
def addresses() -> list[URLPattern]:
    """Found before the guard of the translation board, which it calls."""
    return [path("localize/update/<int:translation_source_id>/", send_to_translations)]


@hooks.register("register_bulk_action", order=10)
class OneByOne(DeleteBulkAction):
    """Who deletes a piece sees the pages from which it vanishes: not many at once."""

    models = (SharedContent, GlossaryTerm, FrequentQuestion, Topic)

    def check_perm(self, snippet: Any) -> bool:
        return False
