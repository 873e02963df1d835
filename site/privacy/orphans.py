"""Orphans both ways in the declared stores: files that no row knows, rows whose file is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.storage import Storage, storages
from django.utils import timezone

from . import registry
from .declarations import FileCopy, ModelDeclaration
from .eraser.copies import names_of
from .identity import identity_of
from .models import ErasureCopy, OrphanFile

# A new upload may have its file before its row; an erasure its row gone before a copy's answer.
GRACE = timedelta(days=2)
BATCH = 500


@dataclass
class Found:
    """What a search found; files by store and name, rows by reference."""

    files: list[tuple[str, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.files or self.rows or self.unreadable)


def declared_files() -> dict[str, list[tuple[ModelDeclaration, FileCopy]]]:
    """The file columns of the register, by store; media shared with pages are left to Wagtail."""
    found: dict[str, list[tuple[ModelDeclaration, FileCopy]]] = {}
    for declaration in registry.declarations():
        for copy in declaration.copies:
            if isinstance(copy, FileCopy):
                found.setdefault(copy.storage, []).append((declaration, copy))
    return found


def find_orphans(*, remove: bool = True, now: datetime | None = None) -> Found:
    """Compare every declared store with the rows; remove files that stayed orphans for two days.

    Only folders in which declared files lie are searched, so that a store may hold other things.
    """
    now = now or timezone.now()
    found = Found()
    for alias, declared in sorted(declared_files().items()):
        try:
            _search(alias, declared, found, remove=remove, now=now)
        except (OSError, BotoCoreError, ClientError) as error:
            found.unreadable.append(f"{alias}: {type(error).__name__}")
    return found


def _search(
    alias: str,
    declared: list[tuple[ModelDeclaration, FileCopy]],
    found: Found,
    *,
    remove: bool,
    now: datetime,
) -> None:
    storage = storages[alias]
    known: set[str] = set()
    missing: dict[str, str] = {}
    for declaration, copy in declared:
        for row in registry.model_of(declaration)._base_manager.order_by("pk").iterator(500):
            names = names_of(copy, row)
            known.update(names)
            if names and not storage.exists(names[0]):
                missing[names[0]] = f"{declaration.model} {str(identity_of(row))[:8]}"
    # What is being erased is nobody's orphan: the eraser sees to it.
    known.update(ErasureCopy.objects.filter(place=alias).values_list("name", flat=True))
    present = {
        name for folder in folders(declared, known) for name in _files_below(storage, folder)
    }
    lost = present - known
    found.rows += missing.values()
    _remember(alias, dict.fromkeys(lost, "") | missing, now=now)
    old = set(
        OrphanFile.objects.filter(
            storage=alias, record="", first_seen_at__lte=now - GRACE
        ).values_list("name", flat=True)
    )
    for name in sorted(lost):
        if remove and name in old:
            storage.delete(name)
            found.removed.append((alias, name))
            OrphanFile.objects.filter(storage=alias, name=name).delete()
        else:
            found.files.append((alias, name))


def _remember(alias: str, orphans: dict[str, str], *, now: datetime) -> None:
    """Keep what is an orphan now (name of the file, reference of the row that misses it), with when it
    was first seen, and forget the others.
    """
    before = OrphanFile.objects.filter(storage=alias).values_list("pk", "name", "record")
    gone = [pk for pk, name, record in before if orphans.get(name) != record]
    for start in range(0, len(gone), BATCH):
        OrphanFile.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    OrphanFile.objects.bulk_create(
        [
            OrphanFile(storage=alias, name=name, record=orphans[name], first_seen_at=now)
            for name in sorted(orphans)
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def folders(declared: list[tuple[ModelDeclaration, FileCopy]], known: set[str]) -> set[str]:
    """The first folders of the store in which declared files lie (upload_to, or seen in rows)."""
    found = {name.split("/", 1)[0] for name in known if "/" in name}
    for declaration, copy in declared:
        field_ = registry.model_of(declaration)._meta.get_field(copy.column)
        upload_to = getattr(field_, "upload_to", "")
        if isinstance(upload_to, str) and upload_to.strip("/"):
            found.add(upload_to.strip("/").split("/", 1)[0])
    return found


def _files_below(storage: Storage, folder: str) -> Iterator[str]:
    """Every file below a folder of the store."""
    try:
        inner, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}/{name}"
    for name in inner:
        yield from _files_below(storage, f"{folder}/{name}")
