"""Who asked for which resource, and the links they were sent."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.models.people import Person
from leads.models.timeline import Contact, of_campaigns
from privacy.records import PersonalRecord


class ResourceRequest(Contact):
    """A resource that somebody asked for: requested and really downloaded are two things."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="requests")
    page = models.ForeignKey(
        "leads.ResourcePage",
        verbose_name=_("resource"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="requests",
    )
    title = models.CharField(_("title"), max_length=255)
    resource_key = models.CharField(max_length=36, editable=False, db_index=True)
    wants_versions = models.BooleanField(_("wants to be told of new versions"), default=False)
    proved_at = models.DateTimeField(_("address proved"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("last link sent"), null=True, blank=True)
    mails = models.PositiveSmallIntegerField(_("links asked for"), default=0)
    downloads = models.PositiveIntegerField(_("downloads"), default=0)
    downloaded_at = models.DateTimeField(_("first download"), null=True, blank=True)

    class Meta:
        verbose_name = _("request of a resource")
        verbose_name_plural = _("requests of resources")
        ordering = ["-received_at", "-pk"]
        indexes = of_campaigns("leads_request")


class DownloadLink(PersonalRecord):
    """A private link: only the hash of its 256 random bits is kept."""

    request = models.ForeignKey(ResourceRequest, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    uses = models.PositiveSmallIntegerField(_("uses"), default=0)

    class Meta:
        verbose_name = _("download link")
        verbose_name_plural = _("download links")
