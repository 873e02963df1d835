"""Another date for a page that is published, without publishing anything else of it."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.dates import CannotMove

DATED = "cms.page.dated"


def page_to_date(user: Any, key: str, model: type[Page] = Page) -> Any:
    """The page behind the key of a calendar's entry. Raises PermissionDenied, CannotMove when locked."""
    page = model._default_manager.filter(pk=int(key)).first() if key.isdecimal() else None
    if page is None or not page.permissions_for_user(user).can_publish():
        raise PermissionDenied
    if page.locked:
        raise CannotMove(_("This page is locked. Unlock it in its editor first."))
    return page.specific


@transaction.atomic
def set_date(*, page: Any, field: str, value: date | datetime, by: Any) -> None:
    """Write the date on the page as published, and in its newest version, a draft or not.

    A new version would be a draft, or publish one that is not ready; so the newest is changed in place.
    """
    before = getattr(page, field)
    setattr(page, field, value)
    page.save(clean=False, update_fields=[field])
    written = page.serializable_data()[field]
    for revision in {page.live_revision, page.latest_revision} - {None}:
        revision.content[field] = written
        revision.save(update_fields=["content"])
    data = {"field": field, "before": str(before or ""), "after": str(value)}
    log(instance=page, action=DATED, user=by, data=data)
