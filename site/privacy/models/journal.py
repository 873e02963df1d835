"""The access journal: who did what to which reference, and when. Never values."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Unchangeable(Exception):
    """The journal is only ever added to."""


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    """Rows can be read and added; only `privacy.journal.prune` removes what is past its date."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise Unchangeable("An entry of the access journal is never changed.")

    def delete(self) -> NoReturn:
        raise Unchangeable("An entry of the access journal is never deleted before its date.")


class JournalEntry(models.Model):
    """One access to data about a person."""

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True, editable=False)
    # No constraint: the entry outlives the account, as a number.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        db_constraint=False,
        on_delete=models.DO_NOTHING,
        related_name="+",
    )
    action = models.CharField(_("action"), max_length=100, db_index=True)
    reference = models.CharField(_("reference"), max_length=100, blank=True, db_index=True)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the access journal")
        verbose_name_plural = _("access journal")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return gettext("Access %(number)s") % {"number": self.pk}

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Unchangeable("An entry of the access journal is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Unchangeable("An entry of the access journal is never deleted before its date.")
