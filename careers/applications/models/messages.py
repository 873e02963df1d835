"""Texts to write to candidates from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why an application is refused: about the offer and its criteria, never about the person."""

    CRITERIA = "criteria", _("other applications meet the published criteria better")
    EXPERIENCE = "experience", _("the experience asked for is missing")
    FILLED = "filled", _("the post is filled")
    STOPPED = "stopped", _("the recruitment was stopped")
    TERMS = "terms", _("salary, place or date do not fit")


class Purpose(models.TextChoices):
    """What a template is for."""

    ACKNOWLEDGE = "acknowledge", _("say that we are reading")
    QUESTION = "question", _("ask something")
    INTERVIEW = "interview", _("invite to an interview")
    REFUSAL = "refusal", _("refuse")
    OFFER = "offer", _("make an offer")


class MessageTemplate(models.Model):
    """A text with variables in braces, `{first_name}`; an unknown or empty one blocks sending."""

    name = models.CharField(_("name"), max_length=80)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    reason = models.CharField(_("reason"), max_length=30, choices=Reason.choices, blank=True)
    subject = models.CharField(_("subject"), max_length=160)
    text = models.TextField(_("text"), max_length=8000)

    class Meta:
        verbose_name = _("message template")
        verbose_name_plural = _("message templates")
        ordering = ["purpose", "language", "name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["language", "name"], name="applications_template_name")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"
