"""What happened with a person: what they wrote or took, what we answered, noted and decided."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leads.models.people import Person
from privacy.records import PersonalRecord


def of_campaigns(table: str) -> list[models.Index]:
    """What finds those who came by a campaign: its name in links, or its own pages."""
    return [
        models.Index(fields=["campaign"], name=f"{table}_camp"),
        models.Index(fields=["page_path"], name=f"{table}_from"),
    ]


class Contact(PersonalRecord):
    """What enquiries and requests of resources share: who, where, how they came.

    Names are kept as they were typed this time. Nothing leads to the page but its address as text:
    a page that is moved or deleted changes nothing here. `origin` holds the first and last touch,
    bounded and untrusted, only of visitors who agreed to measurement.
    """

    last_name = models.CharField(_("last name"), max_length=80)
    first_name = models.CharField(_("first name"), max_length=80)
    language = models.CharField(_("language"), max_length=2, default="fr")
    page_path = models.CharField(_("page"), max_length=300, blank=True)
    notice = models.CharField(max_length=64, blank=True, editable=False)
    # The exact words beside the box that was ticked; empty when it was not.
    newsletter_wording = models.TextField(_("agreed to the newsletter"), blank=True)
    origin = models.JSONField(_("where they came from"), default=dict, blank=True)
    campaign = models.CharField(_("campaign"), max_length=60, blank=True)
    quarantined = models.BooleanField(_("in quarantine"), default=False)
    received_at = models.DateTimeField(
        pgettext_lazy("leads", "received"), default=timezone.now, db_index=True
    )

    class Meta:
        abstract = True

    @property
    def short(self) -> str:
        """The reference that the visitor is given."""
        return str(self.uuid)[:8]


class Enquiry(Contact):
    """A message sent by a contact form."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="enquiries")
    form = models.ForeignKey(
        "leads.ContactForm",
        verbose_name=_("form"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="enquiries",
    )
    form_name = models.CharField(_("name of the form"), max_length=80)
    subject_key = models.CharField(max_length=36, blank=True, editable=False)
    subject = models.CharField(_("subject"), max_length=120, blank=True)
    company = models.CharField(_("company"), max_length=120, blank=True)
    message = models.TextField(_("message"))
    answered_at = models.DateTimeField(_("first answer"), null=True, blank=True)

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["-received_at", "-pk"]
        indexes = of_campaigns("leads_enquiry")

    @property
    def form_key(self) -> str:
        """What reports call the form; the same in both languages."""
        return str(self.form.key) if self.form else ""


class Answer(PersonalRecord):
    """What a member of staff wrote to a person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="answers")
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=2, default="fr")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")


class Note(PersonalRecord):
    """What a member of staff wrote down about a person, for colleagues."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")


class Step(PersonalRecord):
    """What was decided: a status, an owner, a merge. `detail` holds words of ours, no data."""

    class Action(models.TextChoices):
        STATUS = "status", _("Status")
        OWNER = "owner", _("Followed by")
        MERGED = "merged", _("Merged with another entry")
        QUARANTINE = "quarantine", _("Put in quarantine")
        RELEASED = "released", _("Taken out of quarantine")
        OBJECTED = "objected", _("No marketing")
        ADDRESS = "address", _("Address")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="steps")
    action = models.CharField(_("what"), max_length=12, choices=Action.choices)
    detail = models.CharField(_("detail"), max_length=120, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
