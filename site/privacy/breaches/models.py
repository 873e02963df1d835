"""A breach of personal data: facts, effects, measures, and whom it was notified to."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

# GDPR art. 33 §1: 72 hours after having become aware of it. Hours run through nights and holidays.
TIME_TO_NOTIFY = timedelta(hours=72)


class Risk(models.TextChoices):
    """How likely it is to harm people; it decides who must be told (art. 33 and 34)."""

    UNKNOWN = "unknown", _("not judged yet")
    NONE = "none", _("unlikely: nobody needs to be notified")
    SOME = "some", _("a risk: the CNIL is notified")
    HIGH = "high", _("a high risk: the CNIL and the people are told")


class Breach(models.Model):
    """One breach. Kept without a limit of time (art. 33 §5); written without names."""

    known_at = models.DateTimeField(
        _("known since"),
        default=timezone.now,
        help_text=_("The 72 hours run from this moment."),
    )
    began_at = models.DateTimeField(_("began"), null=True, blank=True)
    ended_at = models.DateTimeField(pgettext_lazy("privacy", "ended"), null=True, blank=True)
    facts = models.TextField(
        _("facts"), max_length=10_000, help_text=_("What happened to which data. Name nobody.")
    )
    whose = models.CharField(_("whose data"), max_length=300, blank=True)
    people = models.PositiveIntegerField(
        _("people, about"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    effects = models.TextField(_("likely effects"), max_length=10_000, blank=True)
    measures = models.TextField(_("measures taken and planned"), max_length=10_000, blank=True)
    risk = models.CharField(_("risk"), max_length=10, choices=Risk, default=Risk.UNKNOWN)
    notified_at = models.DateTimeField(_("notified to the CNIL"), null=True, blank=True)
    notification = models.CharField(_("number of the notification"), max_length=100, blank=True)
    why_not = models.TextField(_("why it was not notified, or late"), max_length=4000, blank=True)
    told_at = models.DateTimeField(_("people told"), null=True, blank=True)
    why_not_told = models.TextField(_("why the people were not told"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("breach")
        verbose_name_plural = _("breaches of personal data")
        ordering = ["-known_at", "-pk"]
        default_permissions = ("add", "change", "view")

    def __str__(self) -> str:
        return gettext("Breach %(number)s") % {"number": self.pk}

    @property
    def due_at(self) -> datetime:
        """Until when the CNIL must be notified."""
        return self.known_at + TIME_TO_NOTIFY

    @property
    def is_settled(self) -> bool:
        """Whether it is notified, or judged to need no notification with the reason written down."""
        return self.notified_at is not None or (self.risk == Risk.NONE and bool(self.why_not))

    @property
    def notified_late(self) -> bool:
        return self.notified_at is not None and self.notified_at > self.due_at

    def clean(self) -> None:
        """What art. 33 demands to be said, and dates that cannot be."""
        problems: dict[str, str] = {}
        now = timezone.now()
        for name in ("known_at", "began_at", "ended_at", "notified_at", "told_at"):
            moment = getattr(self, name)
            if moment is not None and moment > now:
                problems[name] = pgettext("privacy", "Enter a date that is not in the future.")
        if self.began_at and self.ended_at and self.ended_at < self.began_at:
            problems.setdefault("ended_at", gettext("Enter a date after the beginning."))
        if self.risk == Risk.NONE and not self.why_not.strip():
            problems["why_not"] = gettext("Say why no harm is likely (art. 33 §1).")
        if self.known_at and self.notified_late and not self.why_not.strip():
            problems["why_not"] = gettext("Say why it was notified after 72 hours (art. 33 §1).")
        untold = self.notified_at and not self.told_at and not self.why_not_told.strip()
        if self.risk == Risk.HIGH and untold:
            problems["why_not_told"] = gettext(
                "Say when the people were told, or why they were not (art. 34)."
            )
        if problems:
            raise ValidationError(problems)
