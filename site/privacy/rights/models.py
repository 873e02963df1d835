"""A person's request, the link that proves the address, and all that happens to the request."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from privacy.clock import add_months
from privacy.records import PersonalRecord

# GDPR art. 12 §3: one month, two further ones when the request is complex, with the reason told.
MONTHS_TO_ANSWER = 1
MONTHS_OF_EXTENSION = 2
ALARM_AFTER_DAYS = 20
LINK_LIFETIME = timedelta(hours=1)
VISIT_LIFETIME = timedelta(minutes=30)


class Kind(models.TextChoices):
    """What the person asks for, by article of the GDPR."""

    ACCESS = "access", _("to see their data (art. 15)")
    CORRECTION = "correction", _("to have them corrected (art. 16)")
    ERASURE = "erasure", _("to have them erased (art. 17)")
    RESTRICTION = "restriction", _("to have their use restricted (art. 18)")
    PORTABILITY = "portability", _("to receive them in a file (art. 20)")
    OBJECTION = "objection", _("to object to their use (art. 21)")
    QUESTION = "question", _("to be answered by the DPO (art. 38)")


class Channel(models.TextChoices):
    """How the request came."""

    SITE = "site", _("the page “Your data”")
    EMAIL = "email", _("e-mail")
    POST = "post", _("letter")
    TELEPHONE = "telephone", _("telephone")
    IN_PERSON = "in-person", _("in person")
    FORM = "form", _("the form of the privacy policy")


class State(models.TextChoices):
    UNPROVED = "unproved", _("address not proved yet")
    OPEN = "open", _("to be answered")
    ANSWERED = "answered", _("answered")


class SubjectRequest(PersonalRecord):
    """A data subject request. The clock runs from the day it came, proved or not (art. 12 §3)."""

    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    kind = models.CharField(_("request"), max_length=20, choices=Kind.choices, default=Kind.ACCESS)
    channel = models.CharField(
        pgettext_lazy("privacy", "came by"),
        max_length=20,
        choices=Channel.choices,
        default=Channel.SITE,
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.UNPROVED, db_index=True
    )
    words = models.TextField(_("what the person wrote or said"), max_length=4000, blank=True)
    received_at = models.DateTimeField(pgettext_lazy("privacy", "received"), default=timezone.now)
    due_at = models.DateTimeField(_("to be answered by"), editable=False, db_index=True)
    extended = models.BooleanField(_("extended by two months"), default=False, editable=False)
    extension_reason = models.CharField(
        _("reason of the extension"), max_length=500, blank=True, editable=False
    )
    proved_at = models.DateTimeField(
        pgettext_lazy("privacy", "address proved"), null=True, blank=True, editable=False
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    notice = models.CharField(_("notice shown"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests of persons")
        ordering = ["due_at"]
        permissions = [("answer_subjectrequest", _("Can answer requests of persons"))]

    def save(self, *args: object, **kwargs: object) -> None:
        if not self.due_at:
            self.due_at = self.deadline()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def deadline(self) -> datetime:
        """The last instant to answer, extension counted."""
        months = MONTHS_TO_ANSWER + (MONTHS_OF_EXTENSION if self.extended else 0)
        return add_months(self.received_at, months)


class ProofLink(models.Model):
    """A link sent to the address of a request; works once, for an hour. Only its hash is kept.

    Opening it changes nothing (mail scanners open links): the button on its page does, and opens
    a visit of half an hour in that browser.
    """

    request = models.ForeignKey(SubjectRequest, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(editable=False)
    used_at = models.DateTimeField(null=True, editable=False)
    visit_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    visit_ends_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("proof of address")
        verbose_name_plural = _("proofs of address")

    def __str__(self) -> str:
        return f"Proof link {self.pk}"


class Event(models.Model):
    """Something that happened to a request: received, proved, shown, corrected, answered…"""

    request = models.ForeignKey(SubjectRequest, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    action = models.CharField(_("what"), max_length=60, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    detail = models.TextField(_("detail"), max_length=4000, blank=True, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("history of requests")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Event {self.pk}"


class Answer(models.Model):
    """What we wrote to the person; the mail is sent from here by the outbox."""

    request = models.ForeignKey(SubjectRequest, on_delete=models.CASCADE, related_name="answers")
    subject = models.CharField(_("subject"), max_length=160)
    text = models.TextField(_("text"), max_length=10_000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(
        pgettext_lazy("privacy", "written"), default=timezone.now, editable=False
    )

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers to requests")
        ordering = ["written_at"]

    def __str__(self) -> str:
        return f"Answer {self.pk}"


class AnswerTemplate(models.Model):
    """A text to start an answer from. Takes no variables: nothing in it can reach an object."""

    name = models.CharField(_("name"), max_length=80)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    kind = models.CharField(_("for requests"), max_length=20, choices=Kind.choices, blank=True)
    subject = models.CharField(_("subject"), max_length=160)
    text = models.TextField(_("text"), max_length=10_000)

    class Meta:
        verbose_name = _("template of an answer")
        verbose_name_plural = _("templates of answers")
        ordering = ["language", "name"]
        constraints = [
            models.UniqueConstraint(fields=["language", "name"], name="rights_template_name")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"


class Certificate(models.Model):
    """What was erased where, and what is kept and why: given to the person after an erasure.

    `lines` holds labels, references and dates, nothing of what was erased.
    """

    request = models.ForeignKey(
        SubjectRequest, on_delete=models.CASCADE, related_name="certificates"
    )
    number = models.UUIDField(_("number"), default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField(
        pgettext_lazy("privacy", "made"), default=timezone.now, editable=False
    )
    lines = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("certificate of erasure")
        verbose_name_plural = _("certificates of erasure")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"Certificate {self.pk}"


class Restriction(models.Model):
    """A record whose use is restricted at the person's request (art. 18): kept, not used."""

    request = models.ForeignKey(
        SubjectRequest, null=True, on_delete=models.SET_NULL, related_name="restrictions"
    )
    model = models.CharField(_("kind of record"), max_length=100, editable=False)
    row = models.CharField(_("record"), max_length=64, editable=False)
    since = models.DateTimeField(
        pgettext_lazy("privacy", "since"), default=timezone.now, editable=False
    )

    class Meta:
        verbose_name = _("restricted record")
        verbose_name_plural = _("restricted records")
        constraints = [
            models.UniqueConstraint(fields=["model", "row"], name="rights_restricted_once")
        ]

    def __str__(self) -> str:
        return f"Restriction {self.pk}"


class ProcessorAnswer(models.Model):
    """What a processor holds about the person: asked by the worker, shown when it has answered."""

    request = models.ForeignKey(
        SubjectRequest, on_delete=models.CASCADE, related_name="processor_answers"
    )
    processor = models.CharField(max_length=60, editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    content = models.JSONField(null=True, editable=False)

    class Meta:
        verbose_name = _("answer of a processor")
        verbose_name_plural = _("answers of processors")
        constraints = [
            models.UniqueConstraint(fields=["request", "processor"], name="rights_asked_once")
        ]

    def __str__(self) -> str:
        return f"Processor answer {self.pk}"
