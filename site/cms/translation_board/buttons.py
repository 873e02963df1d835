"""“Translate” in the menu of each row and of each page, in the place of wagtail-localize's.

Its own buttons lead to a form that asks for the language again, and cost three queries for every row.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail_localize import wagtail_hooks as localize

from cms.seo.addresses import HOME_DEPTH
from cms.translation_board.versions import SUBMIT, begin_at, other_languages

REPLACED = {
    "register_page_listing_more_buttons": localize.page_listing_more_buttons,
    "register_page_header_buttons": localize.page_listing_more_buttons,
    "register_snippet_listing_buttons": localize.register_snippet_listing_buttons,
}


def replace() -> None:
    """Take wagtail-localize's buttons out: Wagtail knows how to add a hook, not how to remove one."""
    for name, theirs in REPLACED.items():
        registered = hooks._hooks.get(name, [])
        registered[:] = [pair for pair in registered if pair[0] is not theirs]


def posting(label: str, url: str, **more: Any) -> Button:
    """A button of a menu that posts in one click; without JavaScript its address asks first."""
    attrs = {
        "data-controller": "w-action",
        "data-action": "w-action#post:prevent",
        "data-w-action-url-value": url,
    }
    return Button(label, url, attrs=attrs, icon_name="wagtail-localize-language", **more)


def page_buttons(
    page: Page, user: Any, next_url: str | None = None, view_name: str | None = None
) -> Iterator[Button]:
    """Open the version in each other language, or begin it; no query where the list has annotated."""
    if not page.pk or page.depth < HOME_DEPTH or not page.permissions_for_user(user).can_edit():
        return
    for code, name in other_languages(page.locale.language_code):
        url = begin_at(page.pk, code)
        if _is_missing(page, code):
            if user.has_perm(SUBMIT):
                yield posting(
                    _("Translate into %(language)s") % {"language": name}, url, priority=55
                )
        else:
            yield posting(_("Open in %(language)s") % {"language": name}, url, priority=55)


def _is_missing(page: Any, language: str) -> bool:
    missing = getattr(page, "_has_untranslated_locale", None)
    if missing is None or (missing and len(list(other_languages(""))) > 2):
        twins = page.get_translations().filter(
            locale__language_code=language, alias_of__isnull=True
        )
        return not twins.exists()
    return bool(missing)


def piece_buttons(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """For menus, forms, authors…: one button for each other language, without a query for each row."""
    model = type(snippet)
    if not issubclass(model, TranslatableMixin) or not user.has_perm(SUBMIT):
        return
    policy: Any = policy_registry.get_by_type(model)
    if not policy.user_has_permission(user, "change"):
        return
    meta = model._meta
    for code, name in other_languages(snippet.locale.language_code):
        url = reverse("translate_piece", args=[meta.app_label, meta.model_name, snippet.pk, code])
        label = _("Translate into %(language)s, or open it") % {"language": name}
        yield posting(label, url, priority=55)
    yield Button(
        _("Send the changes to its translations"),
        reverse("send_piece", args=[meta.app_label, meta.model_name, snippet.pk]),
        icon_name="resubmit",
        priority=56,
    )
