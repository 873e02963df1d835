"""The files of the row, looked for once more in their stores after everything else is done."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.core.files.storage import storages

from ...models import ErasureCopy
from ...texts import Text
from .. import copies
from ..targets import Target
from .base import Trace


class FileTraces(Trace):
    """A file that is back (a retried upload, a store that lied) is deleted again."""

    slug = "files"
    name = Text(fr="fichiers", en="files")

    def still_there(self, targets: Sequence[Target]) -> list[ErasureCopy]:
        """The copies whose file exists. Raises OSError when a store cannot answer."""
        rows = ErasureCopy.objects.filter(
            erasure__in=[target.erasure.pk for target in targets], kind=ErasureCopy.FILE
        ).exclude(name="")
        return [copy for copy in rows if storages[copy.place].exists(copy.name)]

    def find(self, targets: Sequence[Target]) -> set[UUID]:
        by_erasure = {target.erasure.pk: target.identity for target in targets}
        return {by_erasure[copy.erasure_id] for copy in self.still_there(targets)}

    def erase(self, targets: Sequence[Target]) -> None:
        back = [copy.pk for copy in self.still_there(targets)]
        if back:
            ErasureCopy.objects.filter(pk__in=back).update(done_at=None)
            copies.delete_files(target.erasure for target in targets)
