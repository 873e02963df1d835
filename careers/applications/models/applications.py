"""An application: a person, what they sent, how far it is, and the clock."""

from django.conf import settings
from django.db import models
from django.db.models.lookups import IsNull
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from careers.applications.models.messages import Reason
from privacy.records import PersonalRecord, mark_of_erasure, marked_only


class Stage(models.TextChoices):
    """How far an application is."""

    RECEIVED = "received", pgettext_lazy("careers.applications", "received")
    SHORTLIST = "shortlist", _("shortlisted")
    INTERVIEW = "interview", _("interviews")
    DECISION = "decision", _("decision")
    HIRED = "hired", _("hired")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


OPEN_STAGES = (Stage.RECEIVED, Stage.SHORTLIST, Stage.INTERVIEW, Stage.DECISION)
ENDED_STAGES = (Stage.HIRED, Stage.REFUSED, Stage.WITHDRAWN)


class Source(models.TextChoices):
    """How an application came."""

    SITE = "site", _("the offer's page")
    SPONTANEOUS = "spontaneous", _("spontaneous application")
    MAIL = "mail", _("e-mail or letter")
    FAIR = "fair", _("job fair")
    REFERRAL = "referral", _("referral by somebody")
    OTHER = "other", _("other way")


class Application(PersonalRecord):
    """Somebody who applied, to an offer or to none.

    `last_exchange` is computed from the exchanges (`clock.recompute`) and is what the register
    counts from. `pending`: a second application that waits until its address has confirmed it.
    """

    erasure_marked_at = mark_of_erasure()
    offer = models.ForeignKey(
        "careers.OfferPage",
        verbose_name=_("offer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    offer_title = models.CharField(_("offer"), max_length=255, blank=True)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    message = models.TextField(_("message"), max_length=4000, blank=True)
    answers = models.JSONField(_("answers to the offer's questions"), default=dict, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    source = models.CharField(
        _("came by"), max_length=20, choices=Source.choices, default=Source.SITE
    )
    source_detail = models.CharField(_("where it came from"), max_length=200, blank=True)
    # The link by which a colleague recommended the offer; it names neither of them.
    referral = models.ForeignKey(
        "careers.ReferralLink", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    path = models.CharField(max_length=300, blank=True, editable=False)
    notice = models.CharField(max_length=64, blank=True, editable=False)

    stage = models.CharField(
        _("stage"), max_length=20, choices=Stage.choices, default=Stage.RECEIVED
    )
    stage_since = models.DateTimeField(null=True, blank=True, editable=False)
    # Whole days at the stages that it has left.
    stage_days = models.JSONField(default=dict, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=30, choices=Reason.choices, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("in charge"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    pending = models.BooleanField(_("waits for its confirmation"), default=False, db_index=True)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replacements"
    )
    # Since when its person wants it kept and used for nothing (GDPR art. 18).
    restricted_at = models.DateTimeField(_("use restricted since"), null=True, blank=True)
    quarantined = models.BooleanField(_("set aside: perhaps not sent by a person"), default=False)

    received_at = models.DateTimeField(
        pgettext_lazy("careers.applications", "received"), default=timezone.now
    )
    last_exchange = models.DateTimeField(_("last exchange"), default=timezone.now, db_index=True)
    last_exchange_kind = models.CharField(max_length=20, default="received", editable=False)
    first_read_at = models.DateTimeField(_("first read"), null=True, blank=True)
    first_answer_at = models.DateTimeField(_("first answer"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    # Since when it is our turn: an application or a message that nobody has answered yet.
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True, db_index=True)
    reminded_for = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["received_at", "pk"]
        default_permissions = ()
        permissions = [
            ("review_application", _("Can read and answer all applications")),
            (
                "interview_application",
                _("Can read the applications to the offers assigned to them"),
            ),
        ]
        indexes = [
            marked_only("applications_marked"),
            models.Index(
                IsNull(models.F("waiting_since"), True),
                "waiting_since",
                "received_at",
                "id",
                name="applications_longest_waiting",
            ),
            models.Index(
                "stage",
                IsNull(models.F("waiting_since"), True),
                "waiting_since",
                "received_at",
                "id",
                name="applications_by_stage",
            ),
            # What the list counts beside its views, where few rows of many are meant.
            models.Index(fields=["received_at"], name="applications_received"),
            models.Index(
                fields=["restricted_at"],
                condition=models.Q(restricted_at__isnull=False),
                name="applications_restricted",
            ),
            models.Index(
                fields=["quarantined"],
                condition=models.Q(quarantined=True),
                name="applications_quarantined",
            ),
            models.Index(fields=["offer", "email"], name="applications_same_person"),
            models.Index(fields=["email"], name="applications_email"),
        ]

    @property
    def short(self) -> str:
        """The reference in mails, lists and logs."""
        return str(self.uuid)[:8]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN_STAGES

    @property
    def is_blind(self) -> bool:
        """Whether who it is must stay hidden for now (the offer's blind reading)."""
        return bool(
            self.stage == Stage.RECEIVED and self.offer is not None and self.offer.blind_reading
        )

    @property
    def shown_name(self) -> str:
        """The person's name, or the reference while the reading is blind or its use restricted."""
        return self.reference if self.is_blind or self.restricted_at else self.name
