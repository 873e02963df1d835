from django.db import models
from django.utils.translation import gettext_lazy as _


class Activation(models.Model):
    """A declared service as marketing has set it up; without a row it is switched off."""

    service = models.CharField(_("service"), max_length=40, unique=True, editable=False)
    switched_on = models.BooleanField(_("switched on"), default=False)
    identifier = models.CharField(_("identifier"), max_length=80, blank=True)
    host = models.CharField(_("host"), max_length=255, blank=True)
    checked_on = models.DateField(
        _("transfer instrument checked on"),
        null=True,
        blank=True,
        help_text=_(
            "The day somebody last looked up country, contract and transfer instrument. The privacy "
            "policy prints it."
        ),
    )

    class Meta:
        verbose_name = _("tracker")
        verbose_name_plural = _("trackers")
        default_permissions = ("change", "view")

    def __str__(self) -> str:
        return self.service
