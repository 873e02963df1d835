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
    """Write the date on the page as published, and in a new version that holds what the newest held.

    Who has the page open in the editor is told of that version, and does not undo the date unseen. What
    was a draft stays one.
    """
    page = type(page)._default_manager.select_for_update().get(pk=page.pk)
    before = getattr(page, field)
    content = page.get_latest_revision_as_object()
    setattr(content, field, value)
    revision = content.save_revision(user=by, changed=False, clean=False)
    page.refresh_from_db()
    setattr(page, field, value)
    written = [field]
    if not page.has_unpublished_changes and page.live_revision_id is not None:
        page.live_revision = revision
        written.append("live_revision")
    type(page)._default_manager.filter(pk=page.pk).update(
        **{name: getattr(page, name) for name in written}
    )
    data = {"field": field, "before": str(before or ""), "after": str(value)}
    log(instance=page, action=DATED, user=by, data=data)
