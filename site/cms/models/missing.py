from django.db import models
from django.utils.translation import gettext_lazy as _


class MissingPath(models.Model):
    """An address that was asked for and does not exist: the path and how often, nothing more."""

    path = models.CharField(_("address"), max_length=255, unique=True)
    count = models.PositiveIntegerField(_("times"), default=1)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), db_index=True)
    ignored = models.BooleanField(_("ignored"), default=False)

    class Meta:
        verbose_name = _("page not found")
        verbose_name_plural = _("pages not found")
        ordering = ["-count", "-last_day", "path"]

    def __str__(self) -> str:
        return self.path
