from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicationRule(models.Model):
    """What marketing has decided about one check; without a row the check's own default holds."""

    check_slug = models.SlugField(_("check"), unique=True)
    blocks = models.BooleanField(_("refuses publication"), default=False)
    exempt = models.ManyToManyField(
        "auth.Group",
        verbose_name=_("except for"),
        blank=True,
        help_text=_("The roles that may publish all the same."),
    )

    class Meta:
        verbose_name = _("publication rule")
        verbose_name_plural = _("publication rules")

    def __str__(self) -> str:
        return str(self.check_slug)
