"""Retention lengths that the DPO has shortened."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RetentionLength(models.Model):
    """A length shorter than the declared one, in the unit of its rule (months or days)."""

    rule = models.SlugField(_("rule"), max_length=100, unique=True)
    length = models.PositiveIntegerField(_("length"))
    changed_at = models.DateTimeField(_("changed on"), default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("retention length")
        verbose_name_plural = _("retention lengths")
        ordering = ["rule"]
        default_permissions = ("change", "view")

    def __str__(self) -> str:
        return self.rule
