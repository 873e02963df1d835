"""What staff make of an application: opinions, notes, readings, slots, and who may look."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.applications.models.applications import Application
from privacy.records import PersonalRecord


class Assignment(models.Model):
    """A member of staff who takes part in the interviews for an offer, and sees its applications."""

    offer = models.ForeignKey("careers.OfferPage", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("who")
    )

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["offer", "user"], name="applications_assigned_once")
        ]

    def __str__(self) -> str:
        return f"Assignment {self.pk}"


class Opinion(PersonalRecord):
    """One person's opinion on one published criterion: 0 to 3, with the reason. Never added up."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="opinions")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    criterion = models.CharField(max_length=40)
    title = models.CharField(_("criterion"), max_length=80)
    level = models.PositiveSmallIntegerField(_("opinion"), validators=[MaxValueValidator(3)])
    reason = models.TextField(_("reason"), max_length=1000)
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["criterion", "written_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["application", "author", "criterion"], name="applications_one_opinion"
            )
        ]


class Note(PersonalRecord):
    """A note among colleagues. The person may ask to read it, so it is written accordingly."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("note"), max_length=4000)
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("internal note")
        verbose_name_plural = _("internal notes")
        ordering = ["written_at"]
        default_permissions = ()


class Reading(PersonalRecord):
    """Somebody of the staff opened the CV; the candidate sees the role and the date."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="readings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    role = models.CharField(_("role"), max_length=20)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["at"]
        default_permissions = ()


class InterviewSlot(PersonalRecord):
    """A time offered to a candidate; the one they choose is the interview."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=45)
    place = models.CharField(_("place or link"), max_length=300)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    chosen_at = models.DateTimeField(_("chosen"), null=True, blank=True)

    class Meta:
        verbose_name = _("interview slot")
        verbose_name_plural = _("interview slots")
        ordering = ["starts_at"]
        default_permissions = ()

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)
