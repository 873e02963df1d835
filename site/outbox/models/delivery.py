"""One thing that must leave the house. The row is the truth; whatever carries it out may die."""

import uuid
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    AGAIN = "again", _("to be tried again")
    SET_ASIDE = "set_aside", _("set aside")
    DELIVERED = "delivered", _("delivered")
    CANCELLED = "cancelled", _("cancelled")
    DROPPED = "dropped", _("dropped")


# Not started, or started and to be started again.
PENDING = (State.WAITING, State.AGAIN)
# Still going to happen, as far as the worker is concerned.
OPEN = (State.WAITING, State.AGAIN, State.SENDING)
# Over: what they carried has been scrubbed.
ENDED = (State.DELIVERED, State.CANCELLED, State.DROPPED)

# What scrubbing a row takes; what stays is that there was one, where it went, and when.
SCRUBBED: dict[str, Any] = {"payload": {}, "key": ""}


def replaced(now: datetime) -> dict[str, Any]:
    """The columns of a delivery given up because a newer pending one has the same key."""
    return {
        **SCRUBBED,
        "state": State.CANCELLED,
        "reason": gettext_noop("A newer delivery does the same."),
        "code": "",
        "ended_at": now,
        "lease_by": None,
        "lease_until": None,
    }


def label_of(instance: models.Model) -> tuple[str, str]:
    """The (model, primary key) under which deliveries remember the thing they are about.

    Raises ValueError when the thing has no primary key (never saved, or already deleted).
    """
    if instance.pk is None:
        raise ValueError("A delivery can only be about something that is saved.")
    model = instance._meta.concrete_model or type(instance)
    return model._meta.label_lower, str(instance.pk)


class Delivery(models.Model):
    """One thing to deliver through one channel. Holds ids only, never what they stand for."""

    reference = models.UUIDField(_("reference"), default=uuid.uuid4, unique=True, editable=False)
    channel = models.CharField(_("channel"), max_length=50)
    payload = models.JSONField(_("contents"), default=dict, blank=True)
    about_model = models.CharField(_("kind of thing it is about"), max_length=100, blank=True)
    about_pk = models.CharField(_("which one"), max_length=64, blank=True)
    key = models.CharField(_("key"), max_length=200, blank=True)
    erases = models.BooleanField(
        _("part of an erasure"),
        default=False,
        help_text=_("Stays when everything else about the same person is cancelled."),
    )

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    # Counts what reached the other side or killed the worker; an outage is not the message's fault.
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    reason = models.CharField(pgettext_lazy("outbox", "reason"), max_length=300, blank=True)
    code = models.CharField(_("code"), max_length=60, blank=True)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)

    # A worker holds the row until then and keeps moving the date; killed, it stops doing so.
    lease_until = models.DateTimeField(_("held until"), null=True, blank=True)
    lease_by = models.UUIDField(_("held by"), null=True, blank=True)

    created_at = models.DateTimeField(_("posted"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=300, blank=True)

    # Set by the claim: whether this attempt finds out if a paused channel works again.
    is_probe: bool = False

    class Meta:
        verbose_name = pgettext_lazy("outbox", "delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-id"]
        default_permissions = ("change", "view")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "key"],
                condition=Q(state__in=["waiting", "again"]) & ~Q(key=""),
                name="outbox_one_pending_per_key",
            ),
        ]
        indexes = [
            models.Index(fields=["channel", "state", "next_attempt_at"], name="outbox_due"),
            models.Index(fields=["about_model", "about_pk", "channel"], name="outbox_about"),
            models.Index(fields=["state", "ended_at"], name="outbox_ended"),
        ]

    def __str__(self) -> str:
        return gettext("Delivery %(reference)s") % {"reference": self.short_reference}

    @property
    def short_reference(self) -> str:
        """The first eight characters of the reference: what people read and say."""
        return self.reference.hex[:8]

    @property
    def about(self) -> models.Model | None:
        """The thing it is about, freshly read; None when there is none (any more)."""
        if not self.about_model or not self.about_pk:
            return None
        try:
            model: Any = apps.get_model(self.about_model)
            return model._base_manager.filter(pk=self.about_pk).first()
        except (LookupError, ValueError):
            return None

    @property
    def has_subject(self) -> bool:
        """Whether it was posted about something: such deliveries keep their order."""
        return bool(self.about_model)

    @property
    def can_retry(self) -> bool:
        return self.state in (State.SET_ASIDE, State.AGAIN)

    @property
    def can_drop(self) -> bool:
        return self.state in (State.SET_ASIDE, State.AGAIN, State.WAITING)

    @property
    def reason_text(self) -> str:
        """Why it is where it is, in the reader's language (reasons are kept as msgids)."""
        text = gettext(self.reason) if self.reason else ""
        return f"{text} ({self.code})" if text and self.code else text or self.code

    @property
    def decision_text(self) -> str:
        """What staff decided, in their words, or the outbox's own decision in the reader's language."""
        if self.decided_by_id or not self.decision:
            return self.decision
        return gettext(self.decision)
