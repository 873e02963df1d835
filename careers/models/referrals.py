"""Links by which colleagues recommend an offer."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _


def new_code() -> str:
    """Names a link in an address that is passed on; short enough to be read out."""
    return secrets.token_urlsafe(8)


def new_key() -> str:
    """Opens the page that says what became of a link: 128 bits."""
    return secrets.token_urlsafe(16)


class ReferralLink(models.Model):
    """A link to an offer that a colleague passes on.

    It holds no name: HR gives it to the colleague together with the address of the page that says
    how many applications came through it and how many are closed, and nothing else about them.
    """

    offer = models.ForeignKey(
        "careers.OfferPage",
        verbose_name=_("offer"),
        on_delete=models.CASCADE,
        related_name="referral_links",
    )
    code = models.CharField(_("code"), max_length=32, unique=True, default=new_code)
    key = models.CharField(_("key of its page"), max_length=32, unique=True, default=new_key)
    created_at = models.DateTimeField(_("made on"), auto_now_add=True)
    # Of applications that have been erased since, these two numbers are all that is left here.
    erased_received = models.PositiveIntegerField(default=0, editable=False)
    erased_closed = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("referral link")
        verbose_name_plural = _("referral links")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.offer.reference} · {self.pk}"
