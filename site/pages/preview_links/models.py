from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PreviewLink(models.Model):
    """A private address of one page. Who made and revoked it stands in the page's history."""

    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="preview_links"
    )
    # SHA-256 of the 128 random bits in the address, in hexadecimal.
    token_hash = models.CharField(_("key"), max_length=64, unique=True)
    shown_on = models.DateTimeField(
        _("as the page will look on"),
        null=True,
        blank=True,
        help_text=_("Empty: the latest draft."),
    )
    made_at = models.DateTimeField(_("made on"), default=timezone.now)
    until = models.DateTimeField(_("valid until"), db_index=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)
    opened = models.PositiveIntegerField(_("times opened"), default=0)
    last_opened_at = models.DateTimeField(_("last opened on"), null=True, blank=True)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return str(_("Preview link %(number)s") % {"number": self.pk})

    @property
    def is_open(self) -> bool:
        """Whether the link opens its page now."""
        return self.revoked_at is None and timezone.now() < self.until
