"""wagtail-localize lets everybody who may translate send any page; here only those of theirs.

Its two views ask for the right to translate, not for a right on the page. Pages of others look the
same as pages that do not exist.
"""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import TranslationSource
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView


def submit_page(request: HttpRequest, page_id: int) -> HttpResponse:
    demand_own(request.user, Page.objects.filter(pk=page_id).first())
    response: HttpResponse = SubmitPageTranslationView.as_view()(request, page_id=page_id)
    return response


def update(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    source = TranslationSource.objects.filter(pk=translation_source_id).first()
    if source is None or issubclass(source.specific_content_type.model_class() or Page, Page):
        page = (
            source
            and Page.objects.filter(
                translation_key=source.object_id, locale_id=source.locale_id
            ).first()
        )
        demand_own(request.user, page)
    response: HttpResponse = UpdateTranslationsView.as_view()(
        request, translation_source_id=translation_source_id
    )
    return response


def demand_own(user: AbstractBaseUser | Any, page: Page | None) -> None:
    """Raise Http404 unless the page exists and this person may change it."""
    policy: Any = policy_registry.get_by_type(Page)
    if page is None or not policy.user_has_any_permission_for_instance(user, {"change"}, page):
        raise Http404
