"""The invitation of a new staff member."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LIFETIME = timedelta(days=7)


def new_nonce() -> str:
    return secrets.token_hex(16)


class Invitation(models.Model):
    """One per invited account; sending it again renews it, so that older links no longer work."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitation"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    sent_at = models.DateTimeField(_("sent on"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted on"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return gettext("Invitation %(number)s") % {"number": self.pk}

    @property
    def token(self) -> str:
        """The secret part of the link. It is computed, so no table holds it: 256 bits, base 16."""
        value = f"{self.pk}:{self.nonce}"
        return salted_hmac("accounts.invitation", value, algorithm="sha256").hexdigest()

    @property
    def expires_at(self) -> datetime:
        return self.sent_at + LIFETIME

    @property
    def is_open(self) -> bool:
        """Whether the link can still be used."""
        return self.accepted_at is None and self.user.is_active and timezone.now() < self.expires_at

    def opens_with(self, token: str) -> bool:
        return constant_time_compare(self.token, token) and self.is_open
