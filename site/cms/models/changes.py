from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """What one transaction has changed of the published content, for every process that keeps some.

    The tags of `cms.freshness`: names of tables, ids, addresses. Rows are of use for some minutes.
    """

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    tags = models.TextField(_("tags"))

    class Meta:
        verbose_name = _("change of the content")
        verbose_name_plural = _("changes of the content")

    def __str__(self) -> str:
        return str(self.pk)
