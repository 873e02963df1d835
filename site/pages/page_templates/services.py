"""Marking a page as a template, and beginning a page from one. One transaction each."""

from typing import Any

from django.db import models, transaction
from django.utils.text import slugify
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page

from pages.page_templates.models import PageTemplate

MARKED = "pages.template.marked"
WITHDRAWN = "pages.template.withdrawn"
STARTED = "pages.template.started"
# What is said of the other page alone; the gate asks for the new one's before it is published.
OWN = ("seo_title", "search_description", "social_image", "campaign")


@transaction.atomic
def mark(*, page: Page, name: str, note: str, by: Any) -> PageTemplate:
    """Make the page a template, or say otherwise what it is good for."""
    row, made = PageTemplate.objects.update_or_create(
        page_id=page.pk, defaults={"name": name, "note": note}
    )
    if made:
        log(instance=page.specific, action=MARKED, user=by, data={"name": name})
    return row


@transaction.atomic
def withdraw(*, template: PageTemplate, by: Any) -> None:
    """The page is a template no more; the page stays, and so do those begun from it."""
    log(instance=template.page.specific, action=WITHDRAWN, user=by, data={"name": template.name})
    template.delete()


@transaction.atomic
def start(*, source: Page, parent: Page, title: str, by: Any) -> Page:
    """A draft below `parent` with the contents of `source`: as published, else as its draft stands.

    Nothing of the other's history goes with it, no date, no address, nothing that search engines are told.
    """
    version: Any = source.specific if source.live else source.get_latest_revision_as_object()
    new: dict[str, Any] = {
        "title": title,
        "draft_title": title,
        "slug": find_available_slug(parent, slugify(title)[:240] or "page"),
        "locale": parent.locale,
        "show_in_menus": False,
        "locked": False,
        "locked_at": None,
        "locked_by": None,
        **_fresh(type(version)),
    }
    copied: Page = CopyPageAction(
        version,
        to=parent,
        update_attrs=new,
        copy_revisions=False,
        keep_live=False,
        user=by,
        log_action=STARTED,
    ).execute(skip_permission_checks=True)
    return copied


def _fresh(model: type[Page]) -> dict[str, Any]:
    """The dates and the words of its own, as a new page of the type has them."""
    return {
        field.name: field.get_default()
        for field in model._meta.concrete_fields
        if field.name in OWN or (isinstance(field, models.DateField) and _may_be_new(field))
    }


def _may_be_new(field: "models.DateField[Any, Any]") -> bool:
    return field.has_default() or field.null
