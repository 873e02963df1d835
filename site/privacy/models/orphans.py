"""What has lost its other half: files that no row knows, and rows whose file is gone."""

from django.db import models
from django.utils import timezone


class OrphanFile(models.Model):
    """A file seen without a row (a new upload may still be about to get its row), or one that is
    missing: then `record` is the reference of the row that names it.
    """

    storage = models.CharField(max_length=100)
    name = models.CharField(max_length=500)
    record = models.CharField(max_length=150, blank=True)
    first_seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["storage", "name"], name="privacy_orphan_once")
        ]

    def __str__(self) -> str:
        return f"Orphan {self.pk}"
