"""People who get the newsletter, or asked for it, or left; what proves it, and what happened."""

import hashlib
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from intake.origin import MAX_VALUE
from newsletter.models.states import ADVICE, Event, Remote, Source, State, Trouble
from privacy.identity import subject_hash
from privacy.records import PersonalRecord


def normalised(address: str) -> str:
    """An address as it is compared, here and at Mailchimp."""
    return address.strip().lower()


def member_hash(address: str) -> str:
    """How Mailchimp names a member in addresses of its interface: md5 of the lower-case address."""
    return hashlib.md5(normalised(address).encode(), usedforsecurity=False).hexdigest()


class Topic(models.Model):
    """A subject people may choose; a tag at Mailchimp."""

    name_fr = models.CharField(_("name in French"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60)
    tag = models.SlugField(
        _("tag at Mailchimp"),
        max_length=40,
        unique=True,
        help_text=_("Lower-case letters and hyphens. Do not change it once people have chosen it."),
    )
    offered = models.BooleanField(_("offered to subscribers"), default=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["tag"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language being read."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_fr


class Subscriber(PersonalRecord):
    """One address and where it stands. `state` is ours and decides; `remote_state` is Mailchimp's.

    Every date is a fact of its own, so that the state follows from facts in whatever order they
    arrive: `agreed_at` the last yes given here, `refused_at` the last no given here, `no_known_at`
    when Mailchimp had that no, `entered_at` the yes that Mailchimp had last.
    """

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    # The keyed hash of the address, under which events that came before are kept.
    subject = models.CharField(max_length=64, db_index=True, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    state = models.CharField(
        _("state here"), max_length=12, choices=State.choices, default=State.PENDING
    )
    source = models.CharField(
        pgettext_lazy("newsletter", "came by"), max_length=10, choices=Source.choices
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True)
    tracking = models.BooleanField(_("agreed that opens and clicks are counted"), default=False)
    tracking_at = models.DateTimeField(_("chose that on"), null=True, blank=True)

    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    agreed_at = models.DateTimeField(_("said yes here"), null=True, blank=True)
    refused_at = models.DateTimeField(_("said no here"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("subscribed since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("last mail about the sign-up"), null=True, blank=True)

    remote_state = models.CharField(
        _("state at Mailchimp"), max_length=14, choices=Remote.choices, blank=True
    )
    remote_hash = models.CharField(_("known at Mailchimp as"), max_length=32, blank=True)
    trouble = models.CharField(
        _("trouble"), max_length=12, choices=Trouble.choices, blank=True, default=Trouble.NONE
    )
    to_send = models.BooleanField(_("to be sent to Mailchimp"), default=False, db_index=True)
    called_at = models.DateTimeField(_("last call to Mailchimp"), null=True, blank=True)
    sent_at = models.DateTimeField(_("in step with Mailchimp since"), null=True, blank=True)
    no_known_at = models.DateTimeField(_("the no is known there since"), null=True, blank=True)
    entered_at = models.DateTimeField(_("the yes that is known there"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["-asked_at"]
        default_permissions = ("view", "change")
        permissions = [
            ("import_subscriber", _("Import lists of subscribers")),
            ("export_subscriber", _("Export the subscribers")),
        ]
        indexes = [models.Index(fields=["state", "remote_state"], name="newsletter_states")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.subject = subject_hash(self.email)
        if kwargs.get("update_fields") is not None and "email" in kwargs["update_fields"]:
            kwargs["update_fields"] = [*kwargs["update_fields"], "subject"]
        super().save(*args, **kwargs)

    @property
    def hash(self) -> str:
        return member_hash(self.email)

    @property
    def advice(self) -> Any:
        """What marketing can do about the trouble."""
        return ADVICE.get(self.trouble, "")

    @property
    def is_fresh(self) -> bool:
        """Whether the person said yes after what Mailchimp last learned of it."""
        return self.agreed_at is not None and (
            self.entered_at is None or self.entered_at < self.agreed_at
        )

    @property
    def is_new_there(self) -> bool:
        """Whether Mailchimp never had them. Whoever was there once comes back by a click only."""
        return self.remote_state == Remote.UNKNOWN

    def note(self, event: Event, **when: Any) -> "Change":
        """Add to the history."""
        return Change.objects.create(subscriber=self, event=event, **when)


class Consent(PersonalRecord):
    """What was shown when somebody asked, and when they confirmed: the proof of art. 7 §1."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="consents")
    at = models.DateTimeField(_("asked"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    wording = models.TextField(_("words that were shown"), max_length=2000)
    version = models.CharField(_("version of the notice"), max_length=64, blank=True)
    page = models.CharField(_("page"), max_length=300, blank=True)
    campaign = models.CharField(
        pgettext_lazy("newsletter", "campaign"),
        max_length=MAX_VALUE,
        blank=True,
        db_default="",
        help_text=_("By its name in links; only of visitors who agreed to be measured."),
    )
    language = models.CharField(_("language"), max_length=2)
    source = models.CharField(
        pgettext_lazy("newsletter", "came by"), max_length=10, choices=Source.choices
    )

    class Meta:
        verbose_name = _("proof of consent")
        verbose_name_plural = _("proofs of consent")
        ordering = ["at"]
        default_permissions = ()


class Change(models.Model):
    """Something that happened to a subscriber."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(_("when"), default=timezone.now)
    event = models.CharField(_("what"), max_length=12, choices=Event.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("history of subscribers")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Change {self.pk}"


class SignUp(PersonalRecord):
    """A form that was sent, until the worker takes it up.

    The visitor's request does the same work for every address; what is known of the address is
    looked up afterwards. A doubtful one (`quarantined`) waits for marketing and mails nobody.
    """

    email = models.EmailField(_("e-mail address"), max_length=254)
    language = models.CharField(_("language"), max_length=2)
    at = models.DateTimeField(_("asked"), default=timezone.now)
    wording = models.TextField(_("words that were shown"), max_length=2000)
    version = models.CharField(_("version of the notice"), max_length=64, blank=True)
    page = models.CharField(_("page"), max_length=300, blank=True)
    campaign = models.CharField(
        pgettext_lazy("newsletter", "campaign"),
        max_length=MAX_VALUE,
        blank=True,
        db_default="",
        help_text=_("By its name in links; only of visitors who agreed to be measured."),
    )
    source = models.CharField(
        pgettext_lazy("newsletter", "came by"), max_length=10, choices=Source.choices
    )
    quarantined = models.BooleanField(_("doubtful"), default=False)

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["at"]
        default_permissions = ()


class NewAddress(PersonalRecord):
    """Another address somebody wants the newsletter at, until they confirm it there."""

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="new_addresses"
    )
    email = models.EmailField(_("new e-mail address"), max_length=254)
    at = models.DateTimeField(_("asked"), default=timezone.now)

    class Meta:
        verbose_name = _("new address")
        verbose_name_plural = _("new addresses")
        default_permissions = ()


class Suppression(models.Model):
    """That somebody was erased, as a keyed hash: nobody re-creates them but they themselves."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    hash = models.CharField(_("keyed hash of the address"), max_length=64, unique=True)
    at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("suppression")
        verbose_name_plural = _("suppressions")
        default_permissions = ()

    def __str__(self) -> str:
        return f"Suppression {self.pk}"
