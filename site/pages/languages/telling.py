"""After a publication, a move or another slug: what it did to the other languages.

Wagtail's signals say what happened, whichever screen did it (button, workflow, bulk action, calendar…);
the middleware says it to the person at the end of the request.
"""

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move

from cms.redirects.addresses import addresses
from pages.languages.effects import Act, Effect, Kind, effects_of


@dataclass
class Seen:
    """What one request has done: pages published, and those that answer elsewhere by their old path."""

    published: list[int] = field(default_factory=list)
    moved: dict[int, str] = field(default_factory=dict)


seen: ContextVar[Seen | None] = ContextVar("seen", default=None)


def _published(instance: Page, **_kwargs: Any) -> None:
    if (now := seen.get()) is not None and instance.alias_of_id is None:
        now.published.append(instance.pk)


def _slug_changed(instance: Page, instance_before: Page, **_kwargs: Any) -> None:
    if instance_before.live:
        _moved(instance, instance_before.url_path)


def _page_moved(instance: Page, url_path_before: str, url_path_after: str, **_kwargs: Any) -> None:
    if instance.live and url_path_before != url_path_after:
        _moved(instance, url_path_before)


def _moved(page: Page, url_path_before: str) -> None:
    if (now := seen.get()) is not None and page.alias_of_id is None:
        old = addresses(page.specific, url_path=url_path_before)
        if old:
            now.moved.setdefault(page.pk, old[0].path)


def connect() -> None:
    """Called once when the application is ready."""
    page_published.connect(_published, dispatch_uid="languages.published")
    page_slug_changed.connect(_slug_changed, dispatch_uid="languages.slug_changed")
    post_page_move.connect(_page_moved, dispatch_uid="languages.moved")


def tell(request: HttpRequest, now: Seen) -> None:
    """Say it in the admin's messages: by sentences for one page, by numbers for many."""
    pages = list(Page.objects.filter(pk__in=now.published).select_related("locale"))
    found = effects_of(pages, request.user)
    effects = [one for page in pages for one in found[page.pk] if one.kind is not Kind.SOURCE]
    if len(pages) == 1:
        for one in effects:
            messages.info(request, _sentence(one.name, one.after, one.acts))
    elif effects:
        messages.info(request, _numbers(effects))
    if now.moved:
        _tell_of_addresses(request, now)


def _sentence(name: str, sentence: str, acts: tuple[Act, ...]) -> SafeString:
    links = format_html_join(
        "",
        ' <a class="button button-small button-secondary" href="{}"{}>{}</a>',
        ((one.href, _posting(one), one.label) for one in acts),
    )
    return format_html("<strong>{}</strong> {}{}", _colon(name), sentence, links)


def _colon(name: str) -> str:
    return _("%(language)s:") % {"language": name[:1].upper() + name[1:]}


def _posting(act: Act) -> SafeString:
    if not act.posts:
        return SafeString("")
    return format_html(
        ' data-controller="w-action" data-action="w-action#post:prevent" data-w-action-url-value="{}"',
        act.href,
    )


def _numbers(effects: list[Effect]) -> SafeString:
    lines = []
    for name in dict.fromkeys(one.name for one in effects):
        kinds = [one.kind for one in effects if one.name == name]
        outdated = sum(kind in (Kind.KEPT, Kind.APART) for kind in kinds)
        parts = [
            (
                outdated,
                ngettext("%d version is outdated now", "%d versions are outdated now", outdated),
            ),
            (
                kinds.count(Kind.DRAFT),
                ngettext("%d is still a draft", "%d are still drafts", kinds.count(Kind.DRAFT)),
            ),
            (
                kinds.count(Kind.MISSING) + kinds.count(Kind.COPY),
                ngettext(
                    "%d page has none",
                    "%d pages have none",
                    kinds.count(Kind.MISSING) + kinds.count(Kind.COPY),
                ),
            ),
        ]
        said = ", ".join(text % number for number, text in parts if number)
        lines.append((_colon(name), f"{said}."))
    return format_html(
        '{} <a class="button button-small button-secondary" href="{}">{}</a>',
        format_html_join(" ", "<strong>{}</strong> {}", lines),
        reverse("translation_board"),
        _("Open the translations"),
    )


def _tell_of_addresses(request: HttpRequest, now: Seen) -> None:
    pages = [
        page
        for page in Page.objects.filter(pk__in=now.moved, live=True).select_related("locale")
        if page.get_url(request)  # Not in the bin.
    ]
    if not pages:
        return
    twins = {page.translation_key: page for page in pages}
    told = {twins[page.translation_key].pk: page for page in reversed(pages)}
    if len(told) > 1:
        messages.info(
            request,
            _("%(number)d addresses have changed; the old ones lead to the new ones.")
            % {"number": len(pages)},
        )
        return
    (first,) = told.values()
    for page in pages:
        messages.info(
            request,
            _("%(old)s leads to %(new)s from now on.")
            % {"old": now.moved[page.pk], "new": page.get_url(request)},
        )
    for twin in first.get_translations().live().filter(alias_of__isnull=True):
        if twin.pk in now.moved:
            continue
        name = twin.locale.get_display_name()
        text = _("its address is still %(address)s.") % {"address": twin.get_url(request)}
        acts: tuple[Act, ...] = ()
        if twin.permissions_for_user(request.user).can_move():
            acts = (Act(_("Move it"), reverse("wagtailadmin_pages:move", args=[twin.pk])),)
        messages.info(request, _sentence(str(name), text, acts))
