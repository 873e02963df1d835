"""The mail to who set the date of a page that was held back. The outbox calls it at delivery."""

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.emails import address, language_of
from cms.publishing.gate import refusals
from outbox.mail import Mail

if TYPE_CHECKING:
    from accounts.models import User


def held_back(user: "User", page: int) -> Mail | None:
    """A page did not go out on its date; None when it is gone, or complete by now."""
    found = Page.objects.filter(pk=page).first()
    draft = found.get_latest_revision_as_object() if found else None
    if found is None or draft is None:
        return None
    missing = refusals(draft, user)
    if not missing:
        return None
    with translation.override(language_of(user)):
        context = {
            "page": draft,
            "missing": [str(one.message) for one in missing],
            "link": address("wagtailadmin_pages:edit", found.pk),
        }
        return Mail(
            to=user.email,
            subject=_("Not published: “%(title)s”") % {"title": draft.title},
            text=render_to_string("pages/mail/held_back.txt", context),
            language=translation.get_language() or "fr",
        )
