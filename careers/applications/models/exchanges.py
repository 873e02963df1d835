"""What passes between a candidate and us. The clock of erasure counts from the last that counts."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.applications.models.applications import Application, Stage
from careers.applications.models.messages import Reason
from privacy.records import PersonalRecord


class Kind(models.TextChoices):
    """Kinds of exchange. All count but the notices; a message of ours counts once it has left."""

    RECEIVED = "received", _("application received")
    WRITTEN = "written", _("our message")
    REPLY = "reply", _("message from the candidate")
    CALL = "call", _("call")
    MEETING = "meeting", _("interview held")
    KEPT = "kept", _("the candidate asked us to keep the application")
    CHOSE = "chose", _("the candidate chose an interview slot")
    REPLACED = "replaced", _("the candidate replaced the CV")
    CORRECTED = "corrected", _("the candidate corrected the application")
    WITHDREW = "withdrew", _("the candidate withdrew")
    NOTICE = "notice", _("automatic notice")


# What the candidate did on their own page.
ACTS = (Kind.KEPT, Kind.CHOSE, Kind.REPLACED, Kind.CORRECTED, Kind.WITHDREW)
# What staff may log by hand.
BY_HAND = (Kind.CALL, Kind.MEETING, Kind.REPLY)
# What answers a person: the waiting ends.
ANSWERS = (Kind.WRITTEN, Kind.CALL, Kind.MEETING)


class MailState(models.TextChoices):
    """How far a message of ours is."""

    NONE = "", _("no mail")
    SCHEDULED = "scheduled", _("leaves later")
    SENDING = "sending", _("is leaving")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be sent")
    CANCELLED = "cancelled", _("cancelled")


COUNTS = Q(kind__in=[kind for kind in Kind if kind not in (Kind.WRITTEN, Kind.NOTICE)]) | Q(
    kind=Kind.WRITTEN, mail_state=MailState.SENT, sent_at__isnull=False
)


class Exchange(PersonalRecord):
    """One exchange; goes with the application. `at` is when it took place, never in the future."""

    application = models.ForeignKey(
        Application,
        on_delete=models.CASCADE,
        related_name="exchanges",
        verbose_name=_("application"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    subject = models.CharField(_("subject"), max_length=160, blank=True)
    text = models.TextField(_("text"), max_length=20_000, blank=True)
    mail_state = models.CharField(
        _("mail"), max_length=20, choices=MailState.choices, blank=True, default=MailState.NONE
    )
    not_before = models.DateTimeField(_("leaves"), null=True, blank=True)
    sent_at = models.DateTimeField(_("left"), null=True, blank=True)
    # A message that says no: cancelling it takes the application back to where it was.
    stage_before = models.CharField(max_length=20, choices=Stage.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=30, choices=Reason.choices, blank=True)
    # The identity of a mail that came in, so that the provider may hand it over twice.
    message_id = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        ordering = ["at", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["mail_state"], name="applications_mail_state")]

    @property
    def moment(self) -> datetime:
        """When it counts from: a message of ours, from when it left."""
        return self.sent_at if self.kind == Kind.WRITTEN and self.sent_at else self.at

    @property
    def can_be_cancelled(self) -> bool:
        return self.mail_state == MailState.SCHEDULED
