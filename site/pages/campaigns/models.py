from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from cms.seo.addresses import page_address
from pages.campaigns.spelling import LONGEST


class Campaign(models.Model):
    """One effort with a name, some days and a goal. What came of it is counted by `name`."""

    class Phase(models.TextChoices):
        TO_COME = "to-come", pgettext_lazy("campaigns", "to come")
        RUNNING = "running", pgettext_lazy("campaigns", "under way")
        OVER = "over", pgettext_lazy("campaigns", "over")

    title = models.CharField(_("title"), max_length=120)
    name = models.CharField(
        _("name in links"),
        max_length=LONGEST,
        unique=True,
        blank=True,
        help_text=_(
            "Made from the title when empty: lower case, no accents, hyphens. It cannot be changed "
            "afterwards: links that were sent hold it."
        ),
    )
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    goal = models.TextField(
        _("goal"),
        max_length=500,
        blank=True,
        help_text=_("What would make it a success: “forty demonstrations asked for by July”."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def phase(self) -> "Campaign.Phase":
        today = timezone.localdate()
        if today < self.starts_on:
            return self.Phase.TO_COME
        over = self.ends_on is not None and self.ends_on < today
        return self.Phase.OVER if over else self.Phase.RUNNING


class CampaignPage(models.Model):
    """A page of a campaign in all its languages, by what its versions share."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="pages")
    key = models.UUIDField()

    class Meta:
        verbose_name = _("page of a campaign")
        verbose_name_plural = _("pages of campaigns")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["campaign", "key"], name="campaign_page_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.key}"


class Word(models.Model):
    """A source or a medium, spelled once for all links."""

    class Kind(models.TextChoices):
        SOURCE = "source", pgettext_lazy("campaigns", "source")
        MEDIUM = "medium", pgettext_lazy("campaigns", "medium")

    kind = models.CharField(max_length=6, choices=Kind.choices)
    word = models.CharField(pgettext_lazy("campaigns", "word"), max_length=LONGEST)

    class Meta:
        verbose_name = _("word of tracked links")
        verbose_name_plural = _("words of tracked links")
        default_permissions = ()
        ordering = ["kind", "word"]
        constraints = [models.UniqueConstraint(fields=["kind", "word"], name="campaign_word_once")]

    def __str__(self) -> str:
        return self.word


class TrackedLink(models.Model):
    """A link to a page that says which campaign it belongs to. `address`: the page's when it was made."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="links")
    page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    address = models.CharField(max_length=500)
    source = models.ForeignKey(Word, on_delete=models.PROTECT, related_name="+")
    medium = models.ForeignKey(Word, on_delete=models.PROTECT, related_name="+")
    content = models.CharField(max_length=LONGEST, blank=True)
    made_at = models.DateTimeField(_("made on"), default=timezone.now)

    class Meta:
        verbose_name = _("tracked link")
        verbose_name_plural = _("tracked links")
        default_permissions = ()
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "page", "source", "medium", "content"],
                name="campaign_link_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.source_id}, {self.medium_id}"

    @property
    def url(self) -> str:
        """The whole link, to where the page stands now."""
        said = {
            "utm_source": self.source.word,
            "utm_medium": self.medium.word,
            "utm_campaign": self.campaign.name,
        }
        if self.content:
            said["utm_content"] = self.content
        base = (page_address(self.page) if self.page else "") or self.address
        return f"{base}?{urlencode(said)}"
