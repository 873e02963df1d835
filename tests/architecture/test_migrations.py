"""Old code runs on while a new version migrates: a new migration takes nothing away that it uses."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests.architecture.old_code import faults
from tests.architecture.released import migrations as all_migrations
from tests.architecture.released import released
from tests.servers import ROOT

# What is refused below and does no harm all the same: the path of the migration -> why. So it is with a
# column or table that the release before has already stopped using, and with a constraint it keeps to.
NO_HARM: dict[str, str] = {}


def new_migrations() -> dict[str, list[str]]:
    """The path of each migration newer than the release -> what is wrong with it; in their order."""
    loader = MigrationLoader(None)
    paths = {
        key: Path(str(sys.modules[one.__module__].__file__)).resolve()
        for key, one in loader.disk_migrations.items()
    }
    ours = {
        key: path.relative_to(ROOT.resolve()).as_posix()
        for key, path in paths.items()
        if path.is_relative_to(ROOT.resolve()) and ".venv" not in path.parts
    }
    known, new, found = released(), set[tuple[str, str]](), {}
    for key in in_order(loader):
        if key in ours and ours[key] not in known:
            state = loader.project_state(key, at_end=False)
            one = loader.disk_migrations[key]
            found[ours[key]] = list(faults(one.operations, state, key[0], new))
    return found


def in_order(loader: MigrationLoader) -> Iterator[tuple[str, str]]:
    seen = set()
    for leaf in loader.graph.leaf_nodes():
        for key in loader.graph.forwards_plan(leaf):
            if key not in seen:
                seen.add(key)
                yield key


@pytest.mark.django_db  # a migration of wagtail-localize asks for its table when it is imported
def test_new_migrations_only_add_what_old_code_does_not_mind():
    new = new_migrations()
    assert set(new) == set(all_migrations()) - released()
    assert {name: wrong for name, wrong in new.items() if wrong and name not in NO_HARM} == {}
    assert set(NO_HARM) <= {name for name, wrong in new.items() if wrong}, "no longer needed"
    assert all(NO_HARM.values())


def test_no_released_migration_is_gone():
    assert released() <= set(all_migrations())


def text(length: int | None = 9, **options: object) -> models.Field:
    return models.CharField(max_length=length, **options) if length else models.TextField(**options)


BEFORE = {
    "phone": text(null=True),
    "town": text(),
    "code": text(db_default=""),
    "number": models.IntegerField(),
    "price": models.DecimalField(max_digits=8, decimal_places=2),
    "owner": models.ForeignKey("leads.Person", models.CASCADE),
}
PRESENT = models.CheckConstraint(condition=~models.Q(town=""), name="a_town")


def alter(name: str, field: models.Field) -> migrations.AlterField:
    return migrations.AlterField("lead", name, field)


@pytest.mark.parametrize(
    ("operation", "is_wrong"),
    [
        (migrations.RemoveField("lead", "phone"), True),
        (migrations.RenameField("lead", "phone", "telephone"), True),
        (migrations.DeleteModel("lead"), True),
        (migrations.AlterModelTable("lead", "other"), True),
        (migrations.AddField("lead", "fax", text()), True),
        (migrations.AddField("lead", "fax", text(default="")), True),
        (migrations.AddField("lead", "fax", text(null=True)), False),
        (migrations.AddField("lead", "fax", text(null=True, unique=True)), False),
        (migrations.AddField("lead", "fax", text(db_default="")), False),
        (migrations.AddField("lead", "fax", text(db_default="", unique=True)), True),
        (migrations.CreateModel("other", [("id", models.AutoField(primary_key=True))]), False),
        (alter("phone", text(null=True, verbose_name="telephone", blank=True)), False),
        (alter("phone", text()), True),
        (alter("phone", text(20, null=True)), False),
        (alter("phone", text(None, null=True)), False),
        (alter("phone", text(8, null=True)), True),
        (alter("phone", text(null=True, unique=True)), True),
        (alter("phone", text(null=True, db_column="fax")), True),
        (alter("town", text(null=True)), False),
        (alter("code", text()), True),
        (alter("number", text()), True),
        (alter("number", models.SmallIntegerField()), True),
        (alter("price", models.DecimalField(max_digits=6, decimal_places=2)), True),
        (alter("owner", models.ForeignKey("leads.Person", models.PROTECT)), False),
        (alter("owner", models.ForeignKey("accounts.User", models.CASCADE)), True),
        (migrations.AddIndex("lead", models.Index(fields=["town"], name="towns")), False),
        (migrations.AddConstraint("lead", PRESENT), True),
        (migrations.AlterUniqueTogether("lead", {("town", "code")}), True),
        (migrations.AlterUniqueTogether("lead", set()), False),
        (migrations.AlterOrderWithRespectTo("lead", "owner"), True),
        (migrations.RunSQL("DELETE FROM lead"), True),
        (migrations.RunPython(lambda apps, editor: None), True),
        (migrations.SeparateDatabaseAndState([migrations.RunSQL("SELECT 1")], []), True),
    ],
    ids=lambda value: value.describe() if hasattr(value, "describe") else "",
)
def test_what_is_wrong_and_what_is_not(operation, is_wrong):
    state = ProjectState()
    state.add_model(
        ModelState("app", "Lead", [(name, one.clone()) for name, one in BEFORE.items()])
    )
    assert bool(list(faults([operation], state, "app", set()))) is is_wrong


def test_what_is_done_to_a_table_of_its_own_is_no_fault():
    made = migrations.CreateModel("Other", [("town", text(null=True))])
    after = [
        migrations.AlterField("other", "town", text(4)),
        migrations.RemoveField("other", "town"),
    ]
    assert list(faults([made, *after], ProjectState(), "app", set())) == []
