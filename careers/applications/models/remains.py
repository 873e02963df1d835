"""What remains of an application once it is erased: a line of numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.Model):
    """An application without its person: month, offer, source, how far it went, how many days.

    Shown in groups of five and more only (`statistics`).
    """

    month = models.DateField(_("month"), db_index=True)
    offer_key = models.UUIDField(_("offer"), null=True, db_index=True)
    source = models.CharField(_("came by"), max_length=20)
    stage = models.CharField(_("stage reached"), max_length=20)
    reason = models.CharField(_("reason"), max_length=30, blank=True)
    days_to_answer = models.PositiveIntegerField(_("days to the first answer"), null=True)
    days_to_decision = models.PositiveIntegerField(_("days to the decision"), null=True)

    days_by_stage = models.JSONField(_("days at each stage"), default=dict)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["month", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Outcome {self.pk}"
