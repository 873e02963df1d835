"""What Mailchimp tells us: single events, and the comparison of everything."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RemoteEvent(models.Model):
    """One event of the webhook, once, however often it is delivered.

    Addresses stay as keyed hashes, for the order of events that come late; the addresses themselves
    (`address`, `new_address`) only until the event is applied.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(max_length=12, editable=False)
    fired_at = models.DateTimeField(editable=False)
    received_at = models.DateTimeField(default=timezone.now, editable=False)
    applied_at = models.DateTimeField(null=True, editable=False)
    reason = models.CharField(max_length=12, blank=True, editable=False)
    subject = models.CharField(max_length=64, db_index=True, blank=True, editable=False)
    other = models.CharField(max_length=64, db_index=True, blank=True, editable=False)
    address = models.CharField(max_length=254, blank=True, editable=False)
    new_address = models.CharField(max_length=254, blank=True, editable=False)
    campaign = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        verbose_name = _("event from Mailchimp")
        verbose_name_plural = _("events from Mailchimp")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Event {self.pk}"


class Comparison(models.Model):
    """One comparison with the whole audience, or with what has changed there."""

    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    full = models.BooleanField(_("everything"), default=False)
    since = models.DateTimeField(_("changes since"), null=True, blank=True)
    seen = models.PositiveIntegerField(_("members seen"), default=0)
    foreign = models.PositiveIntegerField(_("there, though erased here"), default=0)
    error = models.CharField(_("broke off"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("comparison with Mailchimp")
        verbose_name_plural = _("comparisons with Mailchimp")
        ordering = ["-started_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Comparison {self.pk}"


class DriftKind(models.TextChoices):
    """How the two sides differed, and what was done about it."""

    LEFT_THERE = "left_there", _("had unsubscribed at Mailchimp: unsubscribed here")
    CLEANED_THERE = "cleaned", _("address dead at Mailchimp: set aside here")
    CAME_THERE = "came_there", _("confirmed at Mailchimp: subscribed here")
    UNKNOWN_HERE = "unknown", _("subscribed at Mailchimp, unknown here: taken over")
    LEFT_HERE = "left_here", _("unsubscribed here, not there: sent again")
    MISSING = "missing", _("subscribed here, no longer there: shown to you")
    TAGS = "tags", _("tags differed: sent again")
    STATE = "state", pgettext_lazy("drift", "the state we had noted was out of date: corrected")


class Drift(models.Model):
    """One difference that a comparison found; each is mended in the same step."""

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="drifts")
    subscriber = models.ForeignKey(
        "newsletter.Subscriber", on_delete=models.CASCADE, related_name="drifts"
    )
    kind = models.CharField(_("difference"), max_length=12, choices=DriftKind.choices)
    at = models.DateTimeField(_("found"), default=timezone.now)

    class Meta:
        verbose_name = _("difference")
        verbose_name_plural = _("differences")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Drift {self.pk}"


class DailyCount(models.Model):
    """How many there were on a day: numbers only, so that the curve outlives the people."""

    day = models.DateField(_("day"), unique=True)
    subscribed = models.PositiveIntegerField(_("subscribed"))
    joined = models.PositiveIntegerField(_("joined"), default=0)
    left = models.PositiveIntegerField(pgettext_lazy("newsletter", "left"), default=0)

    class Meta:
        verbose_name = _("count of a day")
        verbose_name_plural = _("counts of days")
        ordering = ["day"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.day)
