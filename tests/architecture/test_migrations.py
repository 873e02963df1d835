"""Old code runs on while a new version migrates: a new migration takes nothing away that it uses."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import NOT_PROVIDED

from tests.architecture.released import migrations as all_migrations
from tests.architecture.released import released

# A column or table goes one release after the code that used it; its migration is named here, with the
# release that no longer uses it.
UNUSED_SINCE: dict[str, str] = {}
TAKES_AWAY = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
    migrations.AlterModelTable,
)


def faults(operations: list[Operation]) -> list[str]:
    """What of these the code of the release before would stumble over."""
    found = []
    for one in operations:
        if isinstance(one, migrations.SeparateDatabaseAndState):
            found += faults(one.database_operations)
        elif isinstance(one, TAKES_AWAY):
            found.append(f"{one.describe()}: in the release after the code that used it")
        elif isinstance(one, migrations.AddField) and not may_be_left_out(one.field):
            found.append(f"{one.describe()}: give it null=True or a db_default")
    return found


def may_be_left_out(field: models.Field) -> bool:
    """Whether an INSERT that does not know the column goes through."""
    return field.many_to_many or field.null or field.db_default is not NOT_PROVIDED


def operations_of(path: Path) -> list[Operation]:
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Migration.operations


def test_new_migrations_only_add_what_old_code_does_not_mind():
    new = {name: path for name, path in all_migrations().items() if name not in released()}
    found = {
        name: wrong
        for name, path in new.items()
        if name not in UNUSED_SINCE and (wrong := faults(operations_of(path)))
    }
    assert found == {}


def test_no_released_migration_is_gone():
    assert released() <= set(all_migrations())


@pytest.mark.parametrize(
    ("operation", "is_wrong"),
    [
        (migrations.RemoveField("lead", "phone"), True),
        (migrations.RenameField("lead", "phone", "telephone"), True),
        (migrations.DeleteModel("lead"), True),
        (migrations.AddField("lead", "phone", models.CharField(max_length=9)), True),
        (migrations.AddField("lead", "phone", models.CharField(max_length=9, default="")), True),
        (migrations.AddField("lead", "phone", models.CharField(max_length=9, null=True)), False),
        (
            migrations.AddField("lead", "phone", models.CharField(max_length=9, db_default="")),
            False,
        ),
        (migrations.CreateModel("lead", [("id", models.AutoField(primary_key=True))]), False),
    ],
)
def test_what_is_wrong_and_what_is_not(operation, is_wrong):
    assert bool(faults([operation])) is is_wrong
