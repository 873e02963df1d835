"""The state of a channel, which all workers on all machines share."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class ChannelState(models.Model):
    """One row per channel: locked while a delivery is claimed, and the place of its pause.

    `probe_at` set: paused by a refusal of the whole account; one delivery tries from then on.
    `probe_at` empty while paused: paused by hand, until somebody resumes it.
    """

    name = models.CharField(_("name"), max_length=50, primary_key=True)
    paused_at = models.DateTimeField(_("paused since"), null=True, blank=True)
    probe_at = models.DateTimeField(_("tries again at"), null=True, blank=True)
    reason = models.CharField(pgettext_lazy("outbox", "reason"), max_length=300, blank=True)
    code = models.CharField(_("code"), max_length=60, blank=True)
    # Pauses in a row (each longer than the last), and failures to reach the other side in a row.
    pauses = models.PositiveIntegerField(default=0, editable=False)
    misses = models.PositiveIntegerField(default=0, editable=False)
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("paused by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def paused_by_hand(self) -> bool:
        return self.is_paused and self.probe_at is None

    @property
    def reason_text(self) -> str:
        text = gettext(self.reason) if self.reason else ""
        return f"{text} ({self.code})" if text and self.code else text or self.code
