"""Counted attempts, for throttling across processes and machines."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attempt(models.Model):
    """How often something was tried since `started_at`. The key is a keyed hash: it names nobody."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("counted attempts")
        verbose_name_plural = _("counted attempts")

    def __str__(self) -> str:
        return self.key[:8]
