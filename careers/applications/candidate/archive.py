"""An application's data for its person: a ZIP archive with everything the register knows of it."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from careers.applications.models import Application, ScanState
from careers.applications.vault import files
from privacy import registry
from privacy.declarations import personal_columns
from privacy.rights.holdings import in_words


def archive_of(application: Application) -> bytes:
    """data.json with every personal column of the application and of what goes with it, and the CV."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        records = [_record(application)]
        for declaration, parent in registry.children_of(registry.declaration_for(application)):
            model = registry.model_of(declaration)
            for row in model._base_manager.filter(**{parent: application.pk}).order_by("pk"):
                records.append(_record(row))
        archive.writestr(
            "data.json", json.dumps(records, ensure_ascii=False, indent=2).encode("utf-8")
        )
        for number, row in enumerate(application.files.current(), start=1):
            if row.scan == ScanState.CLEAN:
                archive.writestr(f"cv-{number}.{row.kind}", files.read(row))
        for number, row in enumerate(application.attachments.current(), start=1):
            if row.scan == ScanState.CLEAN and not row.problem:
                archive.writestr(f"piece-{number}.{row.kind}", files.read(row))
    return target.getvalue()


def _record(row: Any) -> dict[str, Any]:
    declaration = registry.declaration_for(row)
    if declaration.export is not None:
        values = {name: in_words(value) for name, value in declaration.export(row).items()}
    else:
        values = {}
        for name in personal_columns(declaration):
            column = row._meta.get_field(name)
            if column.is_relation:
                continue
            value = getattr(row, f"get_{name}_display", lambda n=name: getattr(row, n))()
            values[str(column.verbose_name)] = in_words(value)
    return {"record": str(declaration.name), "data": values}
