"""The talent pool: people who agreed, separately, to be asked again."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from privacy.records import PersonalRecord


class PoolEntry(PersonalRecord):
    """Somebody in the talent pool. Their agreement has its own clock; it outlives the application."""

    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    interests = models.CharField(_("what for"), max_length=255, blank=True)
    agreed_at = models.DateTimeField(_("agreed"), default=timezone.now)
    wording = models.TextField(_("wording agreed to"), max_length=1000)
    # Since when its person wants it kept and used for nothing (GDPR art. 18).
    restricted_at = models.DateTimeField(_("use restricted since"), null=True, blank=True)

    class Meta:
        verbose_name = _("person in the talent pool")
        verbose_name_plural = _("talent pool")
        ordering = ["-agreed_at"]
        default_permissions = ()

    @property
    def short(self) -> str:
        """The reference in lists and logs."""
        return str(self.uuid)[:8]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"
