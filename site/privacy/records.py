"""The abstract model every record about a person derives from."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .declarations import NotPersonal, reference

Row = TypeVar("Row", bound=models.Model)


class PersonalQuerySet(models.QuerySet[Row]):
    """Queries over records about people."""

    def current(self) -> PersonalQuerySet[Row]:
        """The records that may be shown and worked on: those not marked for erasure."""
        return self.filter(erasure_marked_at__isnull=True)


class PersonalRecord(models.Model):
    """A record about a person: a stable random identity, and the mark the eraser sets first.

    The identity survives a backup and restore, so that the ledger can find an erased row that came
    back. `str()` is a reference, because Wagtail's log keeps `str(instance)` after deletion.
    """

    uuid = models.UUIDField(_("reference"), default=uuid.uuid4, unique=True, editable=False)
    erasure_marked_at = models.DateTimeField(
        _("marked for erasure"), null=True, blank=True, editable=False, db_index=True
    )

    if TYPE_CHECKING:
        # Known as it is used; inferred from here, every record would count as a PersonalRecord.
        objects: ClassVar[Any]
    else:
        objects = PersonalQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What may be shown, logged and mailed instead of a name: "application 3f2a91c0"."""
        return reference(self)


# The columns a PersonalRecord brings; no declaration needs to classify them again.
KNOWN_COLUMNS = {
    "uuid": NotPersonal("a random identity of the row, meaningless once the row is gone"),
    "erasure_marked_at": NotPersonal("the eraser's own mark"),
}
