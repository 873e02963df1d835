"""Files of a declared store that no row knows, until their grace period is over."""

from django.db import models
from django.utils import timezone


class OrphanFile(models.Model):
    """A file seen without a row; a new upload may still be about to get its row."""

    storage = models.CharField(max_length=100)
    name = models.CharField(max_length=500)
    first_seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["storage", "name"], name="privacy_orphan_once")
        ]

    def __str__(self) -> str:
        return f"Orphan {self.pk}"
