"""When erasure was last proved, and what was left when it was not."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ProofRun(models.Model):
    """One run of `manage.py prove_erasure`. Its people are made up: nothing here is personal."""

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True, editable=False)
    passed = models.BooleanField(_("passed"), editable=False)
    people = models.PositiveIntegerField(_("people made up"), default=0, editable=False)
    places = models.PositiveIntegerField(_("places searched"), default=0, editable=False)
    database = models.CharField(_("database"), max_length=20, blank=True, editable=False)
    # Where something was left: "restored database, outbox_delivery.payload".
    left: Any = models.JSONField(_("left over"), default=list, editable=False)

    class Meta:
        verbose_name = _("proof of erasure")
        verbose_name_plural = _("proofs of erasure")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"Proof {self.pk}"
