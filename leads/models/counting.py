"""Counts without people: what remains when a lead has been erased."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyCount(models.Model):
    """How often something happened on a day. Nothing in it leads to a person, a visit or a browser."""

    class Kind(models.TextChoices):
        VIEW = "view", _("Resource page seen")
        ENQUIRY = "enquiry", _("Enquiry")
        REQUEST = "request", _("Resource requested")
        DOWNLOAD = "download", _("Resource downloaded")

    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # The key of a contact form, or of a resource.
    thing = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=2)
    campaign = models.CharField(max_length=60, blank=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "kind", "thing", "language", "campaign"], name="leads_daily_count"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"
