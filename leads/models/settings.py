"""What marketing sets up for its work: who gets what, texts to start from, views, notices."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


class RoutingRule(ClusterableModel):
    """Who follows a new lead: the first rule that fits decides; several members take turns."""

    class Takes(models.TextChoices):
        EVERYTHING = "", _("Everything")
        ENQUIRIES = "enquiry", _("Messages")
        RESOURCES = "resource", _("Requests of resources")

    order = models.PositiveSmallIntegerField(_("order"), default=100)
    takes = models.CharField(
        _("what"), max_length=10, choices=Takes.choices, default=Takes.EVERYTHING, blank=True
    )
    # "form key" or "form key:subject key"; see leads.admin.routing.
    subject = models.CharField(_("form and subject"), max_length=80, blank=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        blank=True,
        choices=[("fr", _("French")), ("en", _("English"))],
    )
    active = models.BooleanField(_("in use"), default=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("takes"), FieldPanel("subject"), FieldPanel("language")],
            heading=_("For which leads (empty: all)"),
        ),
        InlinePanel(
            "members", heading=_("Who follows them, in turn"), label=_("Member"), min_num=1
        ),
        MultiFieldPanel([FieldPanel("order"), FieldPanel("active")], heading=_("When")),
    ]

    class Meta:
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def about(self) -> str:
        """What the rule is about, as the list shows it."""
        parts = [str(self.get_takes_display()), str(self.get_language_display() or "")]
        return ", ".join(filter(None, parts))

    about.short_description = _("For")  # type: ignore[attr-defined]

    def whom(self) -> str:
        """Who takes turns."""
        return ", ".join(
            member.user.get_full_name() or member.user.email
            for member in self.members.select_related("user")
        )

    whom.short_description = _("Followed by")  # type: ignore[attr-defined]


class RoutingMember(models.Model):
    """Somebody who takes turns in a rule; who waited longest is next."""

    rule = ParentalKey(RoutingRule, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("colleague"),
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"is_active": True},
    )
    last_turn = models.DateTimeField(null=True, editable=False)

    panels = [FieldPanel("user")]

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class AnswerTemplate(models.Model):
    """A text to start an answer from. {first_name}, {last_name}, {company} and {reference} are
    filled in when it is chosen; the answer can still be changed before it leaves."""

    name = models.CharField(_("name"), max_length=80)
    language = models.CharField(
        _("language"), max_length=2, choices=[("fr", _("French")), ("en", _("English"))]
    )
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(
        _("text"),
        help_text=_("Filled in: {first_name}, {last_name}, {company}, {reference}."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("language"),
        FieldPanel("subject"),
        FieldPanel("text"),
    ]

    class Meta:
        verbose_name = _("answer template")
        verbose_name_plural = _("answer templates")
        ordering = ["language", "name"]

    def __str__(self) -> str:
        return self.name


class SavedView(models.Model):
    """Filters of the inbox under a name, for oneself or for everybody."""

    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=600, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class StaffNotices(models.Model):
    """What a colleague wants to be told of by e-mail. Without a row: everything."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lead_notices"
    )
    digest = models.BooleanField(
        _("every morning, what waits"),
        default=True,
        help_text=_("Numbers and a link; nothing is sent when nothing waits."),
    )
    immediate = models.BooleanField(
        _("at once, when a lead is given to me"),
        default=True,
        help_text=_("A reference and a link, never a name."),
    )

    class Meta:
        verbose_name = _("notices of leads")
        verbose_name_plural = _("notices of leads")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@register_setting(icon="mail")
class LeadSettings(BaseSiteSetting):
    """How answers to leads leave."""

    reply_to = models.EmailField(
        _("answers go to"),
        blank=True,
        help_text=_(
            "Where people's replies to our answers arrive. Empty: to the sender of all mails."
        ),
    )
    checks_domains = models.BooleanField(
        _("check that the domain of an address takes mail"),
        default=False,
        help_text=_("Done afterwards by the worker, through DNS; a lead in doubt is marked."),
    )

    panels = [FieldPanel("reply_to"), FieldPanel("checks_domains")]

    class Meta:
        verbose_name = _("leads")
