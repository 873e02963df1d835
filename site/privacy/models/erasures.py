"""What the eraser remembers in the main database: its runs, and each erasure under way."""

import uuid

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import intcomma
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Cause(models.TextChoices):
    """Why a row is erased."""

    RETENTION = "retention", _("past its date")
    REQUEST = "request", _("asked for by the person")
    WITHDRAWAL = "withdrawal", _("withdrawn by the person")
    REPLAY = "replay", _("erased again after a restore")


class Phase(models.IntegerChoices):
    """How far an erasure is. Each step is safe to repeat, so a killed run is simply continued."""

    MARKED = 10, _("marked")
    INTENDED = 20, _("in the ledger")
    POSTED = 30, _("files and processors asked")
    DELETED = 40, _("row deleted")
    CLEARED = 50, _("traces removed")
    VERIFIED = 60, _("verified")
    DONE = 70, _("erased")
    VOID = 80, _("given up: no longer due")


ENDED = (Phase.DONE, Phase.VOID)


class RunStatus(models.TextChoices):
    """How a run ended."""

    RUNNING = "running", _("running")
    DONE = "done", _("done")
    INCOMPLETE = "incomplete", _("incomplete: something could not be erased yet")
    BRAKED = "braked", _("stopped by the brake")
    RELEASED = "released", _("released, waiting for the next run")
    USED = "used", _("released and carried out")


class ErasureRun(models.Model):
    """One run of the eraser: when, how many, by which rules. No names."""

    started_at = models.DateTimeField(_("started"), default=timezone.now)
    ended_at = models.DateTimeField(pgettext_lazy("privacy", "ended"), null=True, blank=True)
    status = models.CharField(
        _("state"), max_length=10, choices=RunStatus, default=RunStatus.RUNNING
    )
    # False: finished requests or a killed run; only nightly runs look for what is past its date.
    nightly = models.BooleanField(default=True, editable=False)
    erased = models.PositiveIntegerField(_("erased"), default=0)
    kept = models.PositiveIntegerField(_("kept for a reason"), default=0)
    waiting = models.PositiveIntegerField(_("not erased yet"), default=0)
    due = models.JSONField(_("due, by rule"), default=dict, blank=True)
    brake = models.CharField(_("why it was stopped"), max_length=40, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("released by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    released_at = models.DateTimeField(_("released on"), null=True, blank=True)

    class Meta:
        verbose_name = _("run of the eraser")
        verbose_name_plural = _("runs of the eraser")
        ordering = ["-started_at", "-pk"]
        default_permissions = ("view",)
        permissions = [("release_brake", _("May release a run that the brake has stopped"))]

    def __str__(self) -> str:
        return gettext("Run of %(date)s") % {"date": f"{self.started_at:%Y-%m-%d %H:%M}"}

    @property
    def due_in_all(self) -> int:
        return sum(self.due.values())

    @property
    def summary(self) -> str:
        return ngettext("%(count)s record erased", "%(count)s records erased", self.erased) % {
            "count": intcomma(self.erased)
        }


class Erasure(models.Model):
    """One row on its way out: which, why, and how far. References only."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    model = models.CharField(_("kind of record"), max_length=100)
    row_pk = models.CharField(max_length=64, blank=True)
    identity = models.UUIDField(_("reference"))
    rule = models.CharField(_("rule"), max_length=100)
    cause = models.CharField(pgettext_lazy("privacy", "reason"), max_length=10, choices=Cause)
    phase = models.PositiveSmallIntegerField(_("state"), choices=Phase, default=Phase.MARKED)
    # HMAC of the person's address (privacy.identity); moves to the ledger and is emptied here.
    subject = models.CharField(max_length=64, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )
    # The class or code of what went wrong; its text may quote a person.
    error = models.CharField(_("obstacle"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("marked on"), default=timezone.now)
    ended_at = models.DateTimeField(pgettext_lazy("privacy", "ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["model", "identity"],
                condition=~Q(phase__in=[Phase.DONE, Phase.VOID]),
                name="privacy_one_open_erasure_per_row",
            )
        ]
        indexes = [
            models.Index(fields=["model", "identity"], name="privacy_erasure_row"),
            models.Index(
                fields=["id"],
                condition=~Q(phase__in=[Phase.DONE, Phase.VOID]),
                name="privacy_erasure_open",
            ),
            models.Index(fields=["ended_at"], name="privacy_erasure_ended"),
        ]

    def __str__(self) -> str:
        return gettext("Erasure %(reference)s") % {"reference": str(self.identity)[:8]}


class ErasureCopy(models.Model):
    """A copy of the row that lies elsewhere, until it is known to be gone."""

    FILE, PROCESSOR = "file", "processor"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    erasure = models.ForeignKey(Erasure, on_delete=models.CASCADE, related_name="copies")
    kind = models.CharField(max_length=10)
    place = models.CharField(max_length=100)  # alias of the store, or slug of the processor
    name = models.CharField(max_length=500, blank=True)  # name in the store; emptied when gone
    holds_row = models.BooleanField(default=True)
    done_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["erasure", "kind", "place", "name"],
                condition=Q(done_at__isnull=True),
                name="privacy_copy_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class LedgerPosition(models.Model):
    """Up to which entry of the ledger this database agrees with it; one row.

    The chain value at an entry names the whole history before it, so a database restored from an
    older backup, or a ledger that is another one, both show.
    """

    seq = models.PositiveBigIntegerField(default=0)
    chain = models.CharField(max_length=64, blank=True)
    checked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Ledger position {self.seq}"
