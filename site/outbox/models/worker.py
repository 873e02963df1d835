"""Signs of life, and the alerts already sent."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WorkerHeartbeat(models.Model):
    """One running worker process; it moves `seen_at` every few seconds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host = models.CharField(_("machine"), max_length=100)
    pid = models.PositiveIntegerField(_("process"))
    started_at = models.DateTimeField(pgettext_lazy("outbox", "started"), default=timezone.now)
    seen_at = models.DateTimeField(_("last seen"), default=timezone.now)
    in_hand = models.PositiveIntegerField(_("in hand"), default=0)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        ordering = ["-seen_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}"


class AlertSent(models.Model):
    """A cause for which an alert went out on a day: the second one of that day is not sent."""

    cause = models.CharField(max_length=150)
    day = models.DateField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["cause", "day"], name="outbox_one_alert_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.day}"
