"""What of the starter site has been loaded."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StarterStep(models.Model):
    """A step of the starter site that was run here; it is never run again.

    So a page that an editor deleted does not come back, and what a later release brings is added
    once (`cms.starterkit`).
    """

    name = models.CharField(_("step"), max_length=120, unique=True)
    loaded_at = models.DateTimeField(_("loaded on"), auto_now_add=True)

    class Meta:
        verbose_name = _("loaded step of the starter site")
        verbose_name_plural = _("loaded steps of the starter site")
        ordering = ["loaded_at", "pk"]

    def __str__(self) -> str:
        return self.name
