"""The notices that stood under forms, word for word, so that a record's hash can be read later."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ShownNotice(models.Model):
    """A notice under its hash, with the version of the policy that was in force with it.

    Records about people hold the hash alone; nothing here says who read it.
    """

    hash = models.CharField(max_length=64, unique=True, editable=False)
    activity = models.SlugField(_("activity"), max_length=100, editable=False)
    policy_number = models.CharField(_("version of the policy"), max_length=40, editable=False)
    policy_hash = models.CharField(max_length=64, blank=True, editable=False)
    items = models.JSONField(editable=False)
    since = models.DateTimeField(
        pgettext_lazy("privacy", "since"), default=timezone.now, editable=False
    )

    class Meta:
        verbose_name = _("notice shown")
        verbose_name_plural = _("notices shown")
        ordering = ["-since", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.activity} {self.hash[:12]}"
