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


def mark_of_erasure(**more: Any) -> models.DateTimeField[Any, Any]:
    """The column of the mark."""
    return models.DateTimeField(
        _("marked for erasure"), null=True, blank=True, editable=False, **more
    )


def marked_only(name: str) -> models.Index:
    """The index of the eraser on a table that grows large, whose mark has `db_index` off.

    An index that holds the unmarked ones too misleads SQLite: it takes "not marked", which is true of
    nearly every row, for the best way into a list, and then sorts them all.
    """
    marked = models.Q(erasure_marked_at__isnull=False)
    return models.Index(fields=["erasure_marked_at"], condition=marked, name=name)


class PersonalRecord(models.Model):
    """A record about a person: a stable random identity, and the mark the eraser sets first.

    The identity survives a backup and restore, so that the ledger can find an erased row that came
    back. `str()` is a reference, because Wagtail's log keeps `str(instance)` after deletion.
    """

    uuid = models.UUIDField(_("reference"), default=uuid.uuid4, unique=True, editable=False)
    erasure_marked_at = mark_of_erasure(db_index=True)

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
