"""E-mails to staff about offers. The outbox calls these at delivery."""

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.emails import address, language_of
from careers.models import OfferPage
from careers.publication.obstacles import obstacles
from outbox.mail import Mail

if TYPE_CHECKING:
    from accounts.models import User


def held_back(user: "User", offer: int) -> Mail | None:
    """An offer did not go out on its date; None when it is gone, or complete by now."""
    page = OfferPage.objects.filter(pk=offer).first()
    draft = page.get_latest_revision_as_object() if page else None
    if page is None or draft is None or not obstacles(draft):
        return None
    with translation.override(language_of(user)):
        context = {
            "offer": draft,
            "missing": [str(one.message) for one in obstacles(draft)],
            "link": address("wagtailadmin_pages:edit", page.pk),
        }
        return Mail(
            to=user.email,
            subject=_("Not published: offer %(reference)s") % {"reference": draft.reference},
            text=render_to_string("careers/mail/held_back.txt", context),
            language=translation.get_language() or "fr",
        )
