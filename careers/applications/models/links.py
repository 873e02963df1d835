"""The private links in our mails: only hashes are kept, and outlive the person by a date."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careers.applications.models.applications import Application
from careers.applications.models.pool import PoolEntry


class LinkKind(models.TextChoices):
    PAGE = "page", _("the candidate's page")
    REPLY = "reply", _("address for answers")
    POOL = "pool", _("the page of the talent pool")


class PrivateLink(models.Model):
    """128 random bits that lead to one person's page, or an address that their answers come to.

    Once everything is erased the row holds a hash and a date, so that the link can still say when.
    """

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=LinkKind.choices, default=LinkKind.PAGE)
    application = models.ForeignKey(
        Application, null=True, on_delete=models.SET_NULL, related_name="links"
    )
    entry = models.ForeignKey(PoolEntry, null=True, on_delete=models.SET_NULL, related_name="links")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("private link")
        verbose_name_plural = _("private links")
        default_permissions = ()

    def __str__(self) -> str:
        return f"Private link {self.pk}"
