"""What a next release may do to the database while this one still runs (tests.architecture.old_code).

`migrate` runs in a process of the site: every table of ours gets a column that may be empty, one that the
database fills, and an index; a new table comes. Each in a transaction of its own, as migrations are.
"""

from pathlib import Path

from django.apps import apps
from django.db import connection, models

from tests.servers import ROOT


def migrate() -> int:
    """Change every table of ours; how many there are."""
    ours = [model for model in apps.get_models() if is_ours(model)]
    for model in ours:
        with connection.schema_editor() as editor:
            editor.add_field(model, named(model, "next_note", models.TextField(null=True)))
            editor.add_field(model, named(model, "next_number", models.IntegerField(db_default=0)))
            key = model._meta.pk
            assert key
            index = models.Index(fields=[key.name], name=f"next_{model._meta.db_table}"[:30])
            editor.add_index(model, index)
    with connection.schema_editor() as editor:
        editor.execute("CREATE TABLE next_table (id bigserial PRIMARY KEY)")
    return len(ours)


def is_ours(model: type[models.Model]) -> bool:
    """Whether the table is one that a migration of this project has made."""
    where = Path(str(apps.get_containing_app_config(model.__module__).path)).resolve()  # type: ignore[union-attr]
    return where.is_relative_to(ROOT.resolve()) and ".venv" not in where.parts


def named(model: type[models.Model], name: str, field: models.Field) -> models.Field:
    """As one of the model's, which does not know of it: this release goes on without."""
    field.model = model
    field.set_attributes_from_name(name)
    return field
