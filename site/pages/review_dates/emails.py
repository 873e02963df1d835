"""The reminder to who owns pages that are to be looked at again. The outbox calls it at delivery."""

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from accounts.emails import address, language_of
from outbox.mail import Mail
from pages.review_dates.queries import owned_and_due

if TYPE_CHECKING:
    from accounts.models import User


def to_look_at(user: "User") -> Mail | None:
    """The pages by title and address; None when nothing is due any more, or the account is closed."""
    rows = owned_and_due(user)
    if not rows or not user.is_active:
        return None
    with translation.override(language_of(user)):
        pages = [(row, address("wagtailadmin_pages:edit", row.page_id)) for row in rows]
        return Mail(
            to=user.email,
            subject=ngettext(
                "%(number)d page to look at again", "%(number)d pages to look at again", len(rows)
            )
            % {"number": len(rows)},
            text=render_to_string(
                "review_dates/mail.txt", {"pages": pages, "link": address("review_dates")}
            ),
            language=translation.get_language() or "fr",
        )
