"""The doors to those screens, in the menus of an offer."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from careers.models import OfferPage


def buttons(page: Page, user: Any, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """Hooks `register_page_header_buttons` and `register_page_listing_more_buttons`."""
    offer = page.specific_deferred if page.specific_class is OfferPage else None
    if offer is None or not offer.permissions_for_user(user).can_publish():
        return
    offer = OfferPage.objects.get(pk=offer.pk)
    if offer.closed_at is None:
        yield _button("close", offer, _("Close the offer"), "check", 80)
    yield _button("kit", offer, _("Texts for job boards"), "copy", 81)
    yield _button("referrals", offer, _("Referral links"), "link", 82)


def _button(name: str, offer: OfferPage, label: str, icon: str, priority: int) -> Button:
    return Button(
        label,
        reverse(f"offers:{name}", args=[offer.pk]),
        icon_name=icon,
        priority=priority,
    )
