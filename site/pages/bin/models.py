from datetime import datetime, timedelta
from math import ceil

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

KEPT = timedelta(days=30)


class BinPage(Page):
    """Where deleted pages wait: beside the sites, below none of them, never published."""

    parent_page_types: list[str] = []
    is_creatable = False
    max_count = 1

    class Meta:
        verbose_name = _("bin")
        verbose_name_plural = _("bins")


class BinEntry(models.Model):
    """A page in the bin, and where it stood. Who put it there stands in its history."""

    page = models.OneToOneField(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="bin_entry"
    )
    parent = models.ForeignKey(
        Page,
        verbose_name=_("stood below"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    slug = models.CharField(_("slug"), max_length=255)
    number = models.PositiveIntegerField(_("pages"), default=1)
    # Which of them were published, and in which version: {page: version or null}.
    published = models.JSONField(_("published versions"), default=dict)
    # Which versions were to be published when: {page: [version, moment]}. In the bin nothing is.
    planned = models.JSONField(_("planned versions"), default=dict)
    thrown_at = models.DateTimeField(_("deleted on"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("page in the bin")
        verbose_name_plural = _("pages in the bin")
        ordering = ["-thrown_at", "-pk"]

    def __str__(self) -> str:
        return str(self.page)

    @property
    def ends_at(self) -> datetime:
        """When it is deleted for good."""
        return self.thrown_at + KEPT

    @property
    def days_left(self) -> int:
        return max(0, ceil((self.ends_at - timezone.now()) / timedelta(days=1)))
