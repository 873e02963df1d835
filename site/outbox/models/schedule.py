"""What the schedule remembers: each job once, and each of its runs."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RunState(models.TextChoices):
    """Where a run stands."""

    WAITING = "waiting", _("asked for")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", pgettext_lazy("outbox", "failed")


class ScheduledJob(models.Model):
    """A job this site has seen. Its row is locked while one of its runs is claimed."""

    name = models.CharField(_("name"), max_length=100, primary_key=True)
    # Times before this date were never this job's: a new job first runs at its next time.
    first_seen_at = models.DateTimeField(
        pgettext_lazy("outbox", "known since"), default=timezone.now
    )

    class Meta:
        verbose_name = _("scheduled job")
        verbose_name_plural = _("scheduled jobs")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class ScheduledRun(models.Model):
    """One run of one job, for one of its times (`slot`)."""

    job = models.ForeignKey(ScheduledJob, on_delete=models.CASCADE, related_name="runs")
    slot = models.DateTimeField(_("due"))
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.WAITING)
    by_hand = models.BooleanField(_("asked for by hand"), default=False)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    started_at = models.DateTimeField(pgettext_lazy("outbox", "started"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    retry_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    # The class of the exception only: its text may quote a person.
    error = models.CharField(_("error"), max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    lease_by = models.UUIDField(null=True, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("scheduled run")
        verbose_name_plural = _("scheduled runs")
        ordering = ["-slot"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["job", "slot"], name="outbox_one_run_per_slot"),
        ]

    def __str__(self) -> str:
        return f"{self.job_id} {self.slot:%Y-%m-%d %H:%M}"
