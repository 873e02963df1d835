"""The people who wrote to us or took a resource: one row each, whatever they did and how often."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from privacy.records import PersonalRecord, mark_of_erasure, marked_only


class Status(models.TextChoices):
    """How far marketing is with a person."""

    NEW = "new", pgettext_lazy("lead", "New")
    IN_HAND = "in_hand", pgettext_lazy("lead", "In hand")
    ANSWERED = "answered", pgettext_lazy("lead", "Answered")
    QUALIFIED = "qualified", pgettext_lazy("lead", "Qualified")
    LOST = "lost", pgettext_lazy("lead", "Lost")
    SPAM = "spam", pgettext_lazy("lead", "Quarantine")


OPEN_STATUSES = (Status.NEW, Status.IN_HAND)


class Tag(models.Model):
    """A word that marketing sorts people by."""

    name = models.CharField(_("name"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Person(PersonalRecord):
    """Somebody known by their address: what they last said of themselves, and where we are with them.

    `domain` is the company's ("" for private mail). `last_contact_at` is the last contact that the
    person took: the clock of erasure. `waiting_since` is the oldest enquiry without an answer.
    """

    erasure_marked_at = mark_of_erasure()
    email = models.EmailField(_("e-mail address"), max_length=254)
    domain = models.CharField(_("domain"), max_length=253, blank=True, db_index=True)
    last_name = models.CharField(_("last name"), max_length=80)
    first_name = models.CharField(_("first name"), max_length=80)
    company = models.CharField(_("company"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, default="fr")
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.NEW
    )
    unread = models.BooleanField(_("unread"), default=True, db_index=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("followed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="leads",
    )
    next_action = models.CharField(_("next action"), max_length=160, blank=True)
    next_action_on = models.DateField(_("due on"), null=True, blank=True, db_index=True)
    tags = models.ManyToManyField(Tag, verbose_name=_("tags"), blank=True, related_name="people")
    no_marketing = models.BooleanField(_("no marketing"), default=False)
    restricted = models.BooleanField(_("set aside at their request"), default=False)
    address_proved_at = models.DateTimeField(_("address proved"), null=True, blank=True)
    mail_doubtful = models.BooleanField(_("the domain takes no mail"), default=False)
    first_contact_at = models.DateTimeField(_("first contact"), default=timezone.now)
    last_contact_at = models.DateTimeField(_("last contact"), default=timezone.now, db_index=True)
    last_activity_at = models.DateTimeField(_("last activity"), default=timezone.now)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        permissions = [("export_person", _("May export leads"))]
        constraints = [
            # Somebody who writes again while their erasure is under way begins anew.
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(erasure_marked_at__isnull=True),
                name="leads_person_email",
            )
        ]
        indexes = [
            marked_only("leads_person_marked"),
            # The list, and what is counted of it by status, language and whether it is read.
            models.Index(
                fields=[
                    "-last_activity_at",
                    "-id",
                    "erasure_marked_at",
                    "status",
                    "language",
                    "unread",
                ],
                name="leads_person_listed",
            ),
            models.Index(fields=["status", "-last_activity_at"], name="leads_person_status"),
            # What the inbox asks for most; all that it asks of a row stands in the index itself.
            models.Index(
                fields=["status", "unread", "-last_activity_at", "-id"],
                condition=Q(erasure_marked_at__isnull=True),
                name="leads_person_inbox",
            ),
            # Also where nearly nobody has an owner, when SQLite would rather read the whole table.
            models.Index(
                fields=["owner", "erasure_marked_at", "-last_activity_at", "status"],
                name="leads_person_owner",
            ),
            models.Index(fields=["last_name"], name="leads_person_name"),
        ]

    @property
    def short(self) -> str:
        """The reference that is shown and mailed."""
        return str(self.uuid)[:8]


class OtherAddress(PersonalRecord):
    """A further address of a person, from a merge: what comes from it belongs to the same person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="other_addresses")
    email = models.EmailField(_("e-mail address"), max_length=254)

    class Meta:
        verbose_name = _("other address")
        verbose_name_plural = _("other addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(erasure_marked_at__isnull=True),
                name="leads_other_address_email",
            )
        ]
